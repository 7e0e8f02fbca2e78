import type { CostService } from '../../costs/CostService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function costHandlers(costs: CostService): HandlersOf<'costs'> {
  return {
    'costs.summary': () => costs.summary(),
    'costs.conversation': ({ id }) => costs.conversation(id),
  };
}
