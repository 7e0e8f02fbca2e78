/** Conversations of which nothing is on disk: opened, told from others, and closed only after a question. */
import type { ConversationId, TabId } from '../../shared/ids.ts';
import { usualStart } from './conversationStart.ts';
import type { OpenTab } from './stores/tabsState.ts';
import type { Workspace } from './Workspace.ts';

/** Opens a tab with a conversation of which nothing is written until it is kept. Never rejects. */
export async function openTemporaryTab(workspace: Workspace): Promise<void> {
  try {
    await workspace.newTab({ ...(await usualStart(workspace)), temporary: true });
  } catch (caught) {
    workspace.problems.getState().report(caught);
  }
  workspace.commands.run('composer.focus');
}

/** Whether a conversation is temporary, as far as this window has heard. */
export function isTemporary(
  { conversations }: Pick<Workspace, 'conversations'>,
  id: ConversationId,
): boolean {
  return conversations.getState().temporary.has(id);
}

/** The temporary conversations whose end it would be to close all of these tabs. */
export function endedBy(
  workspace: Pick<Workspace, 'conversations' | 'tabs'>,
  closing: readonly OpenTab[],
): ReadonlySet<ConversationId> {
  const ids = new Set(closing.map(({ id }) => id));
  const left = new Set(
    workspace.tabs
      .getState()
      .tabs.filter(({ id }) => !ids.has(id))
      .map(({ conversationId }) => conversationId),
  );
  return new Set(
    closing
      .map(({ conversationId }) => conversationId)
      .filter((id) => isTemporary(workspace, id) && !left.has(id)),
  );
}

/**
 * Closes several tabs, all or none: where that would be the end of temporary chats, one question says of how many, and `sure`
 * says that it was answered.
 */
export async function closeTabs(workspace: Workspace, ids: readonly TabId[], sure = false): Promise<void> {
  const closing = workspace.tabs.getState().tabs.filter(({ id }) => ids.includes(id));
  const chats = endedBy(
    workspace,
    closing.filter((tab) => !workspace.isBlank(tab)),
  ).size;
  if (chats > 0 && !sure) {
    workspace.view.setState({ dialog: { kind: 'close-temporary', tabIds: ids, chats } });
    return;
  }
  for (const { id } of closing) await workspace.closeTab(id, true);
}
