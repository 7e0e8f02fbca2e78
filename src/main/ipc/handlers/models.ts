import type { ModelService } from '../../models/ModelService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function modelHandlers(models: ModelService): HandlersOf<'models'> {
  return {
    'models.override': async ({ connectionId, modelId }) => models.override(connectionId, modelId),
    'models.setOverride': async ({ connectionId, modelId, override }) => {
      models.setOverride(connectionId, modelId, override);
      return {};
    },
    'models.probe': ({ connectionId, modelId }) => models.probe(connectionId, modelId),
  };
}
