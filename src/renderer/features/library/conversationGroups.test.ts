import { expect, test } from 'vitest';
import { summary } from '../../app/testing/fakeWorkspace.tsx';
import { groupOf, libraryRows } from './conversationGroups.ts';

// Noon, so that an hour more or less stays within the day.
const now = new Date(2026, 2, 30, 12).getTime();
const daysAgo = (days: number, hour: number) => new Date(2026, 2, 30 - days, hour).getTime();

test.each([
  { when: 'just after midnight', updatedAt: daysAgo(0, 0), group: 'today' },
  { when: 'before midnight', updatedAt: daysAgo(1, 23), group: 'yesterday' },
  // The clocks change on 29 March in much of the world: yesterday may have had 23 hours.
  { when: 'at the beginning of yesterday', updatedAt: daysAgo(1, 0), group: 'yesterday' },
  { when: 'two days ago', updatedAt: daysAgo(2, 23), group: 'week' },
  { when: 'seven days ago', updatedAt: daysAgo(7, 0), group: 'week' },
  { when: 'eight days ago', updatedAt: daysAgo(8, 23), group: 'older' },
])('a chat changed $when belongs to $group', ({ updatedAt, group }) => {
  expect(groupOf(summary('a', { updatedAt }), now)).toBe(group);
  expect(groupOf(summary('a', { updatedAt, pinned: true }), now)).toBe('pinned');
});

test('headings stand in order, over their chats, and only where there are any', () => {
  const summaries = [
    summary('new', { updatedAt: daysAgo(0, 9) }),
    summary('star', { updatedAt: daysAgo(5, 9), pinned: true }),
    summary('old', { updatedAt: daysAgo(40, 9) }),
  ];
  const rows = libraryRows(summaries, now).map((row) =>
    row.kind === 'heading' ? row.group : row.summary.conversation.title,
  );
  expect(rows).toEqual(['pinned', 'star', 'today', 'new', 'older', 'old']);
});
