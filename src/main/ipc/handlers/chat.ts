import type { ChatService } from '../../chat/ChatService.ts';
import type { PreparationService } from '../../chat/preparation/PreparationService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function chatHandlers(chat: ChatService, preparation: PreparationService): HandlersOf<'chat'> {
  return {
    'chat.prepare': (input) => preparation.prepare(input),
    'chat.send': (input, { windowId }) => chat.send(input, windowId),
    'chat.editPrompt': (input, { windowId }) => chat.editPrompt(input, windowId),
    'chat.retry': (input, { windowId }) => chat.retry(input, windowId),
    'chat.continue': (input, { windowId }) => chat.continue(input, windowId),
    'chat.keep': async (input) => {
      await chat.keep(input);
      return {};
    },
    'chat.stop': async (input) => {
      await chat.stop(input);
      return {};
    },
  };
}
