/** Editing time as a person meets it: other words, branches, the trash with its undo. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const words = (text: string) => [{ type: 'text' as const, block: 0, text }];

/** Two exchanges that have ended. */
function twoTurns() {
  const first = userMessage('Why?');
  const because = assistantMessage({ parentId: first.id, parts: words('Because.') });
  const second = userMessage('And then?', { parentId: because.id });
  const after = assistantMessage({ parentId: second.id, parts: words('Nothing.') });
  const path = [first, because, second, after];
  return {
    first,
    because,
    second,
    after,
    lanes: [{ lane: lane(), page: { entries: path.map((message) => entry(message)), hasMore: false } }],
  };
}

const article = (text: string) => {
  const found = screen.getAllByRole('article').find((element) => element.textContent.includes(text));
  if (found === undefined) throw new Error(`There is no message with ${text}`);
  return found;
};

type User = Awaited<ReturnType<typeof renderChat>>['user'];

async function choose(user: User, message: string, item: string) {
  await user.click(within(article(message)).getByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

describe('an edit', () => {
  test('of a reply is saved as a branch and asks nobody', async () => {
    const { because, first, lanes } = twoTurns();
    const { main, user } = await renderChat(lanes);
    const edited = assistantMessage({
      parentId: first.id,
      parts: words('For no reason.'),
      origin: { kind: 'edited', of: because.id },
    });
    main.answer('branches.edit', () => ({
      lane: lane({ headId: edited.id }),
      page: { entries: [entry(first), entry(edited, [because.id, edited.id])], hasMore: false },
    }));
    await screen.findByText('Because.');
    await choose(user, 'Because.', 'Edit…');
    const field = await screen.findByRole('textbox', { name: 'Edit this reply' });
    await user.clear(field);
    await user.type(field, 'For no reason.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(main.inputsOf('branches.edit')).toEqual([
      { laneId, messageId: because.id, text: 'For no reason.' },
    ]);
    const reply = await waitFor(() => article('For no reason.'));
    expect(within(reply).getByText('Edited by you')).toBeTruthy();
    expect(within(reply).getByRole('group', { name: 'Version 2 of 2' })).toBeTruthy();
  });

  test('of a reply is sent again only where a prompt follows', async () => {
    const { because, lanes } = twoTurns();
    const { main, user } = await renderChat(lanes);
    main.answer('branches.editAndResend', () => ({ lane: lane(), page: { entries: [], hasMore: false } }));
    await screen.findByText('Because.');
    await choose(user, 'Nothing.', 'Edit…');
    await screen.findByRole('textbox', { name: 'Edit this reply' });
    expect(screen.queryByRole('button', { name: 'Save and resend' })).toBeNull();
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await user.keyboard('{Escape}');
    await choose(user, 'Because.', 'Edit…');
    await user.click(await screen.findByRole('button', { name: 'Save and resend' }));
    expect(main.inputsOf('branches.editAndResend')).toMatchObject([
      { laneId, messageId: because.id, text: 'Because.' },
    ]);
  });

  test('that is left keeps what was typed, until it is started over', async () => {
    const { lanes } = twoTurns();
    const { user } = await renderChat(lanes);
    await screen.findByText('Why?');
    await choose(user, 'Why?', 'Edit…');
    await user.type(await screen.findByRole('textbox', { name: 'Edit your message' }), ' Really?');
    await user.keyboard('{Escape}');
    await choose(user, 'Why?', 'Edit…');
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Edit your message' });
    expect(field.value).toBe('Why? Really?');
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(field.value).toBe('Why?');
  });

  test('of a prompt that was not sent says so and offers to send it', async () => {
    const { first, lanes } = twoTurns();
    const { main, user } = await renderChat(lanes);
    const edited = userMessage('Why not?');
    main
      .answer('branches.edit', () => ({
        lane: lane({ headId: edited.id }),
        page: { entries: [entry(edited, [first.id, edited.id])], hasMore: false },
      }))
      .answer('chat.retry', () => ({
        lane: lane(),
        page: { entries: [entry(edited), entry(assistantMessage({ status: 'streaming' }))], hasMore: false },
      }));
    await screen.findByText('Why?');
    await choose(user, 'Why?', 'Edit…');
    await user.click(await screen.findByRole('button', { name: 'Save as branch' }));
    const prompt = await waitFor(() => article('Why not?'));
    expect(within(prompt).getByText('Not sent yet')).toBeTruthy();
    await user.click(within(prompt).getByRole('button', { name: 'Send' }));
    expect(main.inputsOf('chat.retry')).toEqual([{ laneId, messageId: edited.id, choice: null }]);
    await waitFor(() => {
      expect(screen.queryByText('Not sent yet')).toBeNull();
    });
  });
});

describe('a branch', () => {
  const trashed = (rootId: ReturnType<typeof userMessage>['id']) => ({
    rootId,
    conversationId,
    conversationTitle: 'Test',
    excerpt: 'And then?',
    messages: 2,
    trashedAt: 1,
  });

  async function deleteSecond() {
    const turns = twoTurns();
    const shown = await renderChat(turns.lanes);
    shown.main
      .answer('branches.trash', () => trashed(turns.second.id))
      .answer('branches.restore', () => ({}));
    await screen.findByText('And then?');
    await choose(shown.user, 'And then?', 'Delete branch');
    await screen.findByText('2 messages moved to the trash.');
    return { ...turns, ...shown };
  }

  test('that is deleted comes back with Undo', async () => {
    const { main, user, second } = await deleteSecond();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(main.inputsOf('branches.restore')).toEqual([{ rootId: second.id }]);
    await waitFor(() => {
      expect(screen.queryByText('2 messages moved to the trash.')).toBeNull();
    });
  });

  test('that is deleted comes back with Ctrl+Z, but not from a text field', async () => {
    const { main, user } = await deleteSecond();
    await user.click(screen.getByRole('textbox', { name: 'Message' }));
    await user.keyboard('{Control>}z{/Control}');
    expect(main.inputsOf('branches.restore')).toEqual([]);
    await user.click(screen.getByText('2 messages moved to the trash.'));
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => {
      expect(main.inputsOf('branches.restore')).toHaveLength(1);
    });
  });

  test('is forked into a conversation of its own', async () => {
    const { because, lanes } = twoTurns();
    const { main, user, workspace } = await renderChat(lanes);
    main.answer('conversations.fork', () => ({ conversationId }));
    await screen.findByText('Because.');
    await choose(user, 'Because.', 'Fork into a new tab');
    const [fork] = main.inputsOf('conversations.fork');
    expect(fork).toMatchObject({ laneId, messageId: because.id });
    await waitFor(() => {
      expect(workspace.tabs.getState().tabs).toMatchObject([{ conversationId: (fork as { id: string }).id }]);
    });
  });
});
