import type { MessageReader } from '../../conversations/MessageReader.ts';
import type { History } from '../../history/History.ts';
import { curlCommand } from '../../inspection/curlCommand.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function messageHandlers(messages: MessageReader, history: History): HandlersOf<'messages'> {
  return {
    'messages.page': async ({ laneId, beforeId, limit }) =>
      (await messages.lane(laneId, limit, beforeId)).page,
    'messages.get': ({ id }) => messages.message(id),
    'messages.inspect': async ({ id }) => {
      const inspection = await history.readInspection(id);
      const last = inspection?.requests.at(-1);
      // The last request is the one that was answered.
      return inspection === null || last === undefined ? null : { inspection, curl: curlCommand(last) };
    },
  };
}
