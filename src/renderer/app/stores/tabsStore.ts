import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { noTabs } from './tabsState.ts';
import type { OpenTab, TabsValue } from './tabsState.ts';

export interface TabsState extends TabsValue {
  /** Applies one of the functions of `tabsState.ts`. */
  readonly apply: (change: (value: TabsValue) => TabsValue) => void;
}

/** The open tabs. */
export function createTabsStore(): StoreApi<TabsState> {
  return createStore<TabsState>()((set) => ({
    ...noTabs,
    apply: (change) => {
      set((state) => change(state));
    },
  }));
}

/** The tab that is looked at, or null before the first is open. */
export function activeTab(state: TabsValue): OpenTab | null {
  return state.tabs.find((tab) => tab.id === state.activeId) ?? null;
}
