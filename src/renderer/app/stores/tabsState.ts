/**
 * The open tabs as a value, and what can be done to them as pure functions. Always true, property-tested: pinned tabs stand
 * first; while any tab is open, exactly one is active; at most `closedLimit` closed ones can be reopened.
 */
import type { ConversationId, TabId } from '../../../shared/ids.ts';

/** A tab without its draft: drafts change with every keystroke and live in `TabKeeper`. */
export interface OpenTab {
  readonly id: TabId;
  readonly conversationId: ConversationId;
  readonly pinned: boolean;
}

/** A tab that can be reopened, where it was, with what stood in its composer. */
export interface ClosedTab {
  readonly tab: OpenTab;
  readonly index: number;
  readonly draft: string;
}

export interface TabsValue {
  readonly tabs: readonly OpenTab[];
  readonly activeId: TabId | null;
  /** Most recently closed last. */
  readonly closed: readonly ClosedTab[];
}

/** How many closed tabs are remembered. */
export const closedLimit = 20;

export const noTabs: TabsValue = { tabs: [], activeId: null, closed: [] };

function pinnedCount(tabs: readonly OpenTab[]): number {
  return tabs.filter((tab) => tab.pinned).length;
}

/** Puts a tab at `index`, or as near to it as the line between pinned and other tabs allows. */
function insert(tabs: readonly OpenTab[], tab: OpenTab, index: number): readonly OpenTab[] {
  const border = pinnedCount(tabs);
  const [low, high] = tab.pinned ? [0, border] : [border, tabs.length];
  return tabs.toSpliced(Math.min(high, Math.max(low, index)), 0, tab);
}

/** Opens a tab right of the active one and activates it. Opening one that is open only activates it. */
export function openTab(value: TabsValue, tab: OpenTab): TabsValue {
  if (value.tabs.some((known) => known.id === tab.id)) return activateTab(value, tab.id);
  const after = value.tabs.findIndex((known) => known.id === value.activeId);
  const index = after < 0 ? value.tabs.length : after + 1;
  return { ...value, tabs: insert(value.tabs, tab, index), activeId: tab.id };
}

/** Takes in tabs of another window at the end; `activeId`, one of them, comes into sight. Those that are open stay where they are. */
export function takeTabs(value: TabsValue, tabs: readonly OpenTab[], activeId: TabId | null): TabsValue {
  const fresh = tabs.filter((tab) => !value.tabs.some((known) => known.id === tab.id));
  const all = fresh.reduce((left, tab) => insert(left, tab, left.length), value.tabs);
  const shown = activeId ?? value.activeId ?? all[0]?.id ?? null;
  return { ...value, tabs: all, activeId: shown };
}

/** Closes a tab; its right neighbour, or else its left one, becomes active. `reopenable` false forgets it for good. */
export function closeTab(value: TabsValue, id: TabId, draft: string, reopenable = true): TabsValue {
  const index = value.tabs.findIndex((tab) => tab.id === id);
  const tab = value.tabs[index];
  if (tab === undefined) return value;
  const tabs = value.tabs.toSpliced(index, 1);
  const neighbour = tabs[index] ?? tabs[index - 1];
  return {
    tabs,
    activeId: value.activeId === id ? (neighbour?.id ?? null) : value.activeId,
    closed: reopenable ? [...value.closed, { tab, index, draft }].slice(-closedLimit) : value.closed,
  };
}

/** Reopens the tab closed last, where it was. Without one nothing changes. */
export function reopenTab(value: TabsValue): TabsValue {
  const last = value.closed.at(-1);
  if (last === undefined) return value;
  return {
    tabs: insert(value.tabs, last.tab, last.index),
    activeId: last.tab.id,
    closed: value.closed.slice(0, -1),
  };
}

/** Moves a tab to `index`, counted after it was taken out. Pinned tabs stay left of the others. */
export function moveTab(value: TabsValue, id: TabId, index: number): TabsValue {
  const tab = value.tabs.find((known) => known.id === id);
  if (tab === undefined) return value;
  const others = value.tabs.filter((known) => known.id !== id);
  return { ...value, tabs: insert(others, tab, index) };
}

/** Pins a tab (it becomes the last pinned one) or lets it go (it becomes the first of the others). */
export function pinTab(value: TabsValue, id: TabId, pinned: boolean): TabsValue {
  const tab = value.tabs.find((known) => known.id === id);
  if (tab === undefined || tab.pinned === pinned) return value;
  const others = value.tabs.filter((known) => known.id !== id);
  return { ...value, tabs: insert(others, { ...tab, pinned }, pinnedCount(others)) };
}

export function activateTab(value: TabsValue, id: TabId): TabsValue {
  if (value.activeId === id || !value.tabs.some((tab) => tab.id === id)) return value;
  return { ...value, activeId: id };
}

/** Activates the tab `step` places to the right (negative: left), round the ends. */
export function stepTab(value: TabsValue, step: number): TabsValue {
  const index = value.tabs.findIndex((tab) => tab.id === value.activeId);
  const count = value.tabs.length;
  const next = value.tabs[(((index + step) % count) + count) % count];
  return next === undefined ? value : activateTab(value, next.id);
}

/** Shows another conversation in a tab. */
export function showInTab(value: TabsValue, id: TabId, conversationId: ConversationId): TabsValue {
  const index = value.tabs.findIndex((tab) => tab.id === id);
  const tab = value.tabs[index];
  if (tab === undefined) return value;
  return { ...value, tabs: value.tabs.with(index, { ...tab, conversationId }) };
}

/** Closes every tab of a conversation that is gone, and forgets the closed ones. */
export function dropConversation(value: TabsValue, conversationId: ConversationId): TabsValue {
  const gone = value.tabs.filter((tab) => tab.conversationId === conversationId);
  const left = gone.reduce((next, tab) => closeTab(next, tab.id, '', false), value);
  const closed = left.closed.filter((entry) => entry.tab.conversationId !== conversationId);
  return closed.length === left.closed.length ? left : { ...left, closed };
}
