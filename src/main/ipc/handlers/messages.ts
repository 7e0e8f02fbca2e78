import type { MessageReader } from '../../conversations/MessageReader.ts';
import type { PendingRoute } from './pending.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function messageHandlers(messages: MessageReader): Omit<HandlersOf<'messages'>, PendingRoute> {
  return {
    'messages.page': async ({ laneId, beforeId, limit }) =>
      (await messages.lane(laneId, limit, beforeId)).page,
    'messages.get': ({ id }) => messages.message(id),
  };
}
