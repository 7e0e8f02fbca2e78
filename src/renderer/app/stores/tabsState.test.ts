import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConversationId, TabId } from '../../../shared/ids.ts';
import {
  activateTab,
  closedLimit,
  closeTab,
  dropConversation,
  moveTab,
  noTabs,
  openTab,
  pinTab,
  reopenTab,
  showInTab,
  stepTab,
  takeTabs,
} from './tabsState.ts';
import type { OpenTab, TabsValue } from './tabsState.ts';

const conversations = Array.from({ length: 4 }, () => newId<ConversationId>());

function newTab(conversation = 0): OpenTab {
  const conversationId = conversations[conversation] ?? newId<ConversationId>();
  return { id: newId<TabId>(), conversationId, pinned: false };
}

/** Opens `count` tabs, left to right. */
function withTabs(count: number): TabsValue {
  return Array.from({ length: count }).reduce<TabsValue>((value) => openTab(value, newTab()), noTabs);
}

const place = fc.nat({ max: 30 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('open'), at: fc.nat({ max: 3 }) }),
  fc.record({
    kind: fc.constantFrom('close', 'pin', 'unpin', 'activate', 'show', 'drop'),
    at: place,
  }),
  fc.record({ kind: fc.constant('move'), at: place, to: fc.integer({ min: -2, max: 30 }) }),
  fc.record({ kind: fc.constant('step'), at: fc.integer({ min: -40, max: 40 }) }),
  fc.record({ kind: fc.constant('reopen'), at: place }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function run(value: TabsValue, deed: Step): TabsValue {
  if (deed.kind === 'open') return openTab(value, newTab(deed.at));
  if (deed.kind === 'reopen') return reopenTab(value);
  if (deed.kind === 'step') return stepTab(value, deed.at);
  const tab = value.tabs[deed.at % Math.max(1, value.tabs.length)];
  const id = tab?.id ?? newId<TabId>();
  if ('to' in deed) return moveTab(value, id, deed.to);
  if (deed.kind === 'close') return closeTab(value, id, 'a draft');
  if (deed.kind === 'activate') return activateTab(value, id);
  if (deed.kind === 'drop') return dropConversation(value, tab?.conversationId ?? newId<ConversationId>());
  if (deed.kind === 'show') return showInTab(value, id, newTab(deed.at % 4).conversationId);
  return pinTab(value, id, deed.kind === 'pin');
}

property.prop([fc.array(step, { maxLength: 120 })])('any sequence of deeds keeps the tabs sound', (deeds) => {
  let value = noTabs;
  for (const deed of deeds) {
    const before = value;
    value = run(value, deed);
    const ids = value.tabs.map((tab) => tab.id);
    expect(new Set(ids).size).toBe(ids.length);
    // Exactly one is active while any is open.
    expect(ids.filter((id) => id === value.activeId)).toHaveLength(Math.min(1, ids.length));
    expect(value.closed.length).toBeLessThanOrEqual(closedLimit);
    // Pinned tabs stand first.
    const pins = value.tabs.map((tab) => tab.pinned);
    expect(pins).toEqual(pins.toSorted((a, b) => Number(b) - Number(a)));
    // A closed tab is not open as well.
    expect(value.closed.every(({ tab }) => !ids.includes(tab.id))).toBe(true);
    // Those that were not touched keep their order.
    const kept = before.tabs.filter((tab) => ids.includes(tab.id)).map((tab) => tab.id);
    if (deed.kind === 'close' || deed.kind === 'open' || deed.kind === 'drop') {
      expect(ids.filter((id) => kept.includes(id))).toEqual(kept);
    }
  }
});

property.prop([fc.integer({ min: 1, max: 8 }), fc.nat({ max: 7 })])(
  'reopening undoes closing',
  (count, index) => {
    const value = withTabs(count);
    const tab = value.tabs[index % count];
    if (tab === undefined) return;
    const again = reopenTab(closeTab(value, tab.id, 'half a sentence'));
    expect(again.tabs).toEqual(value.tabs);
    expect(again.activeId).toBe(tab.id);
  },
);

describe('closing', () => {
  test('the right neighbour of the active tab takes its place, at the end the left one', () => {
    const value = withTabs(3);
    const [first, second, third] = value.tabs.map((tab) => tab.id);
    if (first === undefined || second === undefined || third === undefined) throw new Error('three tabs');
    expect(closeTab(activateTab(value, second), second, '').activeId).toBe(third);
    expect(closeTab(activateTab(value, third), third, '').activeId).toBe(second);
    expect(closeTab(activateTab(value, first), third, '').activeId).toBe(first);
  });

  test('the draft is remembered with the tab, unless the tab is forgotten', () => {
    const value = withTabs(2);
    const id = value.activeId ?? newId<TabId>();
    expect(closeTab(value, id, 'half a sentence').closed.map((entry) => entry.draft)).toEqual([
      'half a sentence',
    ]);
    expect(closeTab(value, id, '', false).closed).toEqual([]);
  });
});

test('an opened tab stands right of the active one', () => {
  const value = withTabs(3);
  const [first] = value.tabs;
  if (first === undefined) throw new Error('three tabs');
  const tab = newTab();
  expect(openTab(activateTab(value, first.id), tab).tabs.indexOf(tab)).toBe(1);
});

test('tabs of another window stand at the end, pinned ones among the pinned, and none stands there twice', () => {
  const value = withTabs(2);
  const [pinned, plain] = [{ ...newTab(), pinned: true }, newTab()];
  const taken = takeTabs(value, [plain, pinned], plain.id);
  expect(taken.tabs).toEqual([pinned, ...value.tabs, plain]);
  expect(taken.activeId).toBe(plain.id);
  expect(takeTabs(taken, [plain, pinned], null)).toEqual(taken);
  expect(takeTabs(noTabs, [plain], null).activeId).toBe(plain.id);
});
