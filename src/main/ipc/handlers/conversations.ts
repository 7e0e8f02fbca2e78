import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationService } from '../../conversations/ConversationService.ts';
import type { History } from '../../history/History.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function conversationHandlers(
  conversations: ConversationService,
  history: History,
  keep: (id: ConversationId) => Promise<void>,
): Omit<HandlersOf<'conversations'>, 'conversations.fork'> {
  return {
    'conversations.list': (options) => conversations.list(options),
    'conversations.create': ({ id, lanes, ...options }) => conversations.create(id, lanes, options),
    'conversations.open': ({ id, limit }) => conversations.open(id, limit),
    'conversations.rename': async ({ id, title }) => {
      await conversations.rename(id, title);
      return {};
    },
    'conversations.pin': async ({ id, pinned }) => {
      await conversations.pin(id, pinned);
      return {};
    },
    'conversations.configure': async ({ id, ...change }) => {
      await conversations.configure(id, change);
      return {};
    },
    'conversations.trash': async ({ id }) => {
      await conversations.trash(id);
      return {};
    },
    'conversations.restore': async ({ id }) => {
      await conversations.restore(id);
      return {};
    },
    'conversations.purge': async ({ id }) => {
      await conversations.purge(id);
      return {};
    },
    'conversations.keep': async ({ id }) => {
      await keep(id);
      return {};
    },
    'conversations.search': (options) => history.search(options),
  };
}
