/** Conversations of which nothing is on disk: opened, told from others, and closed only after a question. */
import type { ConversationId } from '../../shared/ids.ts';
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

/** Whether closing a tab would be the end of a temporary conversation. */
export function endsWithTab(workspace: Pick<Workspace, 'conversations' | 'tabs'>, tab: OpenTab): boolean {
  const { tabs } = workspace.tabs.getState();
  const others = tabs.some(
    ({ id, conversationId }) => id !== tab.id && conversationId === tab.conversationId,
  );
  return isTemporary(workspace, tab.conversationId) && !others;
}
