/** The tree of a conversation as it is walked with the keyboard. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { MessageId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConversationTree, TreeSegment } from '../../../../shared/tree.ts';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const prompt = userMessage('Why?');
const reply = assistantMessage({
  parentId: prompt.id,
  parts: [{ type: 'text', block: 0, text: 'Because.' }],
});
const lanes = [{ lane: lane(), page: { entries: [entry(prompt), entry(reply)], hasMore: false } }];

const segment = (excerpt: string, fields: Partial<TreeSegment> = {}): TreeSegment => ({
  firstId: newId<MessageId>(),
  lastId: newId<MessageId>(),
  parentId: null,
  messages: 2,
  excerpt,
  role: 'user',
  models: ['Demo Writer'],
  createdAt: 0,
  laneIds: [],
  ...fields,
});

const root = segment('Why?', { firstId: prompt.id, lastId: reply.id });
const left = segment('And then?', { parentId: root.lastId, createdAt: 1 });
const right = segment('So what?', { parentId: root.lastId, createdAt: 2, laneIds: [laneId], messages: 5 });
const tree: ConversationTree = { segments: [root, left, right], left: 3 };

async function openTree() {
  const shown = await renderChat(lanes, (main) =>
    main
      .answer('branches.tree', () => tree)
      .answer('lanes.selectBranch', () => ({ lane: lane(), page: { entries: [], hasMore: false } })),
  );
  await shown.user.click(screen.getByRole('button', { name: 'Tree of this conversation' }));
  return { ...shown, map: await screen.findByRole('tree', { name: 'Branches' }) };
}

const active = (map: HTMLElement) => document.getElementById(map.getAttribute('aria-activedescendant') ?? '');

describe('the tree of a conversation', () => {
  test('shows every branch with its place, its age and its lane, and what it leaves out', async () => {
    const { map, main } = await openTree();
    expect(main.inputsOf('branches.tree')).toEqual([{ conversationId }]);
    const items = within(map).getAllByRole('treeitem');
    expect(items.map((item) => item.getAttribute('aria-level'))).toEqual(['1', '2', '2']);
    const [first, , last] = items;
    expect(first?.textContent).toContain('Demo Writer · 2 messages');
    expect(first?.getAttribute('aria-current')).toBe('true');
    expect(items.filter((item) => item.getAttribute('aria-current') === 'true')).toHaveLength(2);
    expect(last?.textContent).toContain('Demo Writer ends here');
    expect(screen.getByText('3 older branches are left out here.')).toBeTruthy();
  });

  test('is walked with arrows and letters, and Enter takes the lane there', async () => {
    const { map, main, user } = await openTree();
    map.focus();
    expect(active(map)?.textContent).toContain('So what?');
    await user.keyboard('{ArrowLeft}');
    expect(active(map)?.textContent).toContain('Why?');
    await user.keyboard('{ArrowRight}');
    expect(active(map)?.textContent).toContain('And then?');
    await user.keyboard('{Home}a');
    expect(active(map)?.textContent).toContain('And then?');
    await user.keyboard('{Enter}');
    expect(main.inputsOf('lanes.selectBranch')).toMatchObject([{ id: laneId, messageId: left.lastId }]);
    await waitFor(() => {
      expect(screen.queryByRole('tree')).toBeNull();
    });
  });

  test('moves no lane where it is on the path already', async () => {
    const { map, main, user } = await openTree();
    map.focus();
    await user.keyboard('{Home}{Enter}');
    await waitFor(() => {
      expect(screen.queryByRole('tree')).toBeNull();
    });
    expect(main.inputsOf('lanes.selectBranch')).toEqual([]);
  });
});

test('an empty conversation has no tree', async () => {
  await renderChat();
  expect(screen.queryByRole('button', { name: 'Tree of this conversation' })).toBeNull();
});
