/**
 * Keeps tabs and drafts on disk. Tabs are written whole, once after each burst of changes; a draft by itself at most
 * `draftDelay` after a keystroke. Drafts live here and not in the tab store, so that typing renders nothing but the
 * composer. Main receives the two in order, so a draft never arrives before its tab.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from '../../shared/clock.ts';
import type { TabId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import type { Client } from './client.ts';
import type { Report } from './stores/problemsStore.ts';
import type { TabsState } from './stores/tabsStore.ts';

/** Longest time that a keystroke stays in memory only, in milliseconds. */
export const draftDelay = 200;

interface TabKeeperOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly tabs: StoreApi<TabsState>;
  readonly report: Report;
}

export class TabKeeper {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #tabs: StoreApi<TabsState>;
  readonly #report: Report;
  readonly #drafts = new Map<TabId, string>();
  readonly #unsaved = new Set<TabId>();
  #cancelTimer: (() => void) | null = null;
  #tabsUnsaved = false;
  #stop: (() => void) | null = null;

  constructor({ client, clock, tabs, report }: TabKeeperOptions) {
    this.#client = client;
    this.#clock = clock;
    this.#tabs = tabs;
    this.#report = report;
  }

  /** Takes over the drafts that were read at the start, and saves every change of the tabs from now on. */
  start(saved: readonly Tab[]): void {
    for (const tab of saved) this.#drafts.set(tab.id, tab.draft);
    this.#stop = this.#tabs.subscribe((now, before) => {
      if (now.tabs !== before.tabs || now.activeId !== before.activeId) this.#scheduleTabs();
    });
  }

  stop(): void {
    this.#stop?.();
    this.#cancelTimer?.();
  }

  /** What stands in the composer of a tab. */
  draft(id: TabId): string {
    return this.#drafts.get(id) ?? '';
  }

  setDraft(id: TabId, draft: string): void {
    if (this.draft(id) === draft) return;
    this.#drafts.set(id, draft);
    this.#unsaved.add(id);
    this.#cancelTimer ??= this.#clock.after(draftDelay, () => {
      void this.flush();
    });
  }

  /** Writes what is not written yet; called when the window is left, hidden or closed. Never rejects. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const writes = [this.#saveTabs(), ...this.#saveDrafts()];
    for (const result of await Promise.allSettled(writes)) {
      if (result.status === 'rejected') this.#report(result.reason);
    }
  }

  #scheduleTabs(): void {
    if (this.#tabsUnsaved) return;
    this.#tabsUnsaved = true;
    queueMicrotask(() => {
      this.#saveTabs().catch(this.#report);
    });
  }

  async #saveTabs(): Promise<void> {
    if (!this.#tabsUnsaved) return;
    this.#tabsUnsaved = false;
    const { tabs, activeId } = this.#tabs.getState();
    const updatedAt = this.#clock.now();
    const rows = tabs.map((tab, position) => ({
      ...tab,
      position,
      active: tab.id === activeId,
      draft: this.draft(tab.id),
      updatedAt,
    }));
    this.#unsaved.clear();
    await this.#client.request('tabs.save', { tabs: rows });
  }

  #saveDrafts(): readonly Promise<unknown>[] {
    const open = new Set(this.#tabs.getState().tabs.map((tab) => tab.id));
    const ids = [...this.#unsaved].filter((id) => open.has(id));
    this.#unsaved.clear();
    return ids.map((tabId) => this.#client.request('tabs.saveDraft', { tabId, draft: this.draft(tabId) }));
  }
}
