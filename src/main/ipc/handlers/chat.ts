import type { ChatService } from '../../chat/ChatService.ts';
import type { PreparationService } from '../../chat/preparation/PreparationService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function chatHandlers(chat: ChatService, preparation: PreparationService): HandlersOf<'chat'> {
  return {
    'chat.prepare': (input) => preparation.prepare(input),
    'chat.send': (input) => chat.send(input),
    'chat.editPrompt': (input) => chat.editPrompt(input),
    'chat.retry': (input) => chat.retry(input),
    'chat.continue': (input) => chat.continue(input),
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
