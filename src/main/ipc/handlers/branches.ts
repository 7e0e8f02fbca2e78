import type { ChatService } from '../../chat/ChatService.ts';
import type { BranchService } from '../../conversations/BranchService.ts';
import type { IpcHandlers, HandlersOf } from '../IpcHandlers.ts';

export function branchHandlers(
  branches: BranchService,
  chat: ChatService,
): HandlersOf<'branches'> & Pick<IpcHandlers, 'conversations.fork'> {
  return {
    'branches.tree': ({ conversationId }) => branches.tree(conversationId),
    'branches.edit': (input, { windowId }) => branches.edit(input, windowId),
    'branches.editAndResend': (input, { windowId }) => chat.editReplyAndResend(input, windowId),
    // What the trash takes and gives back concerns more of a window than the place that asked, so each one reads it again.
    'branches.trash': ({ messageId }) => branches.trash(messageId),
    'branches.restore': async ({ rootId }) => {
      await branches.restore(rootId);
      return {};
    },
    'branches.purge': async ({ rootId }) => {
      await branches.purge(rootId);
      return {};
    },
    'branches.listTrashed': () => branches.listTrashed(),
    'conversations.fork': async ({ id, ...from }) => {
      await branches.fork(id, from);
      return { conversationId: id };
    },
  };
}
