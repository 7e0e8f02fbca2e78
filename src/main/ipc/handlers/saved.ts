import type { SavedService } from '../../saved/SavedService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function savedHandlers(saved: SavedService): HandlersOf<'saved'> {
  return {
    'saved.list': ({ kind }) => saved.list(kind),
    'saved.put': async (item) => {
      await saved.put(item);
      return {};
    },
    'saved.delete': async (input) => {
      await saved.delete(input);
      return {};
    },
    'saved.export': (input) => saved.export(input),
    'saved.import': ({ kind }) => saved.import(kind),
  };
}
