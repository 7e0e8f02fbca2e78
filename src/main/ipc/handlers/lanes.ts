import type { ConversationService } from '../../conversations/ConversationService.ts';
import type { PendingRoute } from './pending.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function laneHandlers(conversations: ConversationService): Omit<HandlersOf<'lanes'>, PendingRoute> {
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
    'lanes.selectBranch': ({ id, messageId, limit }) => conversations.selectBranch(id, messageId, limit),
  };
}
