import type { PreparationService } from '../../chat/preparation/PreparationService.ts';
import type { ConversationService } from '../../conversations/ConversationService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function laneHandlers(
  conversations: ConversationService,
  preparation: PreparationService,
): HandlersOf<'lanes'> {
  return {
    'lanes.add': ({ choice, ...place }) => conversations.addLane(place, choice),
    'lanes.remove': async ({ id }) => {
      await conversations.removeLane(id);
      return {};
    },
    'lanes.choose': async ({ id, choice }) => {
      await conversations.chooseModel(id, choice);
      return {};
    },
    'lanes.configure': async ({ id, parameters }) => {
      await conversations.configureLane(id, parameters);
      return {};
    },
    'lanes.switchReport': (input) => preparation.switchReport(input),
    'lanes.selectBranch': ({ id, messageId, limit }) => conversations.selectBranch(id, messageId, limit),
  };
}
