import type { MessageReader } from '../../conversations/MessageReader.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function messageHandlers(messages: MessageReader): HandlersOf<'messages'> {
  return {
    'messages.page': async ({ laneId, beforeId, limit }) =>
      (await messages.lane(laneId, limit, beforeId)).page,
    'messages.get': ({ id }) => messages.message(id),
  };
}
