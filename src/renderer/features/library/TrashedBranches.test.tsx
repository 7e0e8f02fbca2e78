import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { MessageId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { TrashedBranch } from '../../../shared/tree.ts';
import { fakeMain, renderInWorkspace, summary } from '../../app/testing/fakeWorkspace.tsx';
import { TrashView } from './TrashView.tsx';

/** The trash with one branch of a chat. */
async function openTrash() {
  const chat = summary('Trip plan');
  const branch: TrashedBranch = {
    rootId: newId<MessageId>(),
    conversationId: chat.conversation.id,
    conversationTitle: 'Trip plan',
    excerpt: 'By train instead',
    messages: 4,
    trashedAt: 1,
  };
  let left = [branch];
  const gone = () => {
    left = [];
    return {};
  };
  const main = fakeMain()
    .answer('conversations.list', () => [])
    .answer('branches.listTrashed', () => left)
    .answer('branches.restore', gone)
    .answer('branches.purge', gone);
  const shown = await renderInWorkspace(<TrashView />, main);
  const list = await screen.findByRole('list', { name: 'Branches' });
  return { ...shown, branch, list };
}

describe('branches in the trash', () => {
  test('are restored, and their chat is shown', async () => {
    const { main, user, branch, list, workspace } = await openTrash();
    expect(within(list).getByRole('listitem').textContent).toContain('from Trip plan');
    await user.click(screen.getByRole('button', { name: 'Restore the branch “By train instead”' }));
    expect(main.inputsOf('branches.restore')).toEqual([{ rootId: branch.rootId }]);
    await waitFor(() => {
      expect(workspace.tabs.getState().tabs.map((tab) => tab.conversationId)).toContain(
        branch.conversationId,
      );
    });
    expect(await screen.findByText('The trash is empty')).toBeTruthy();
  });

  test('are deleted for good only after a question', async () => {
    const { main, user, branch } = await openTrash();
    const remove = { name: 'Delete the branch “By train instead” forever' };
    await user.click(screen.getByRole('button', remove));
    const question = await screen.findByRole('alertdialog', { name: 'Delete this branch forever?' });
    expect(question.textContent).toContain('4 messages of “Trip plan” will be gone.');
    await user.click(within(question).getByRole('button', { name: 'Cancel' }));
    expect(main.inputsOf('branches.purge')).toEqual([]);
    await user.click(screen.getByRole('button', remove));
    await user.click(await screen.findByRole('button', { name: 'Delete forever' }));
    expect(main.inputsOf('branches.purge')).toEqual([{ rootId: branch.rootId }]);
    await waitFor(() => {
      expect(screen.queryByRole('list', { name: 'Branches' })).toBeNull();
    });
  });
});
