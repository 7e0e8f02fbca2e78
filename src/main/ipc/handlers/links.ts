import type { LinkService } from '../../links/LinkService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function linkHandlers(links: LinkService): HandlersOf<'links'> {
  return {
    'links.open': async ({ url, text }) => ({ opened: await links.open(url, text) }),
  };
}
