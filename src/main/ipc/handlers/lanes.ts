import type { PreparationService } from '../../chat/preparation/PreparationService.ts';
import type { ConversationService } from '../../conversations/ConversationService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function laneHandlers(
  conversations: ConversationService,
  preparation: PreparationService,
): HandlersOf<'lanes'> {
  return {
    'lanes.add': ({ choice, ...place }, { windowId }) => conversations.addLane(place, choice, windowId),
    'lanes.remove': async ({ id }, { windowId }) => {
      await conversations.removeLane(id, windowId);
      return {};
    },
    'lanes.choose': async ({ id, choice }, { windowId }) => {
      await conversations.chooseModel(id, choice, windowId);
      return {};
    },
    'lanes.configure': async ({ id, parameters }, { windowId }) => {
      await conversations.configureLane(id, parameters, windowId);
      return {};
    },
    'lanes.switchReport': (input) => preparation.switchReport(input),
    'lanes.selectBranch': (place, { windowId }) => conversations.selectBranch(place, windowId),
  };
}
