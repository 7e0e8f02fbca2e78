/**
 * Keeps tabs, drafts and places of reading on disk. Tabs are written whole, once after each burst of changes; a draft with its files by itself,
 * at most `draftDelay` after a keystroke. Drafts live here and not in the tab store, so that typing renders nothing but the
 * composer. Main receives the two in order, so a draft never arrives before its tab. What could not be written (a full disk)
 * is told once and tried again until it is, so that nothing has to be typed anew for it.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TabId } from '../../shared/ids.ts';
import type { ReadingPlace, Tab } from '../../shared/settings.ts';
import type { Client } from './client.ts';
import type { Report } from './stores/problemsStore.ts';
import type { TabsState } from './stores/tabsStore.ts';

/** Longest time that a keystroke stays in memory only, in milliseconds. */
export const draftDelay = 200;

/** How long a reader rests before the place is saved, in milliseconds. Leaving the window saves it at once. */
export const readingDelay = 1000;

/** How long what was refused waits before it is tried again, in milliseconds. */
export const retryDelay = 5000;

interface TabKeeperOptions {
  readonly client: Client;
  readonly clock: Clock;
  readonly tabs: StoreApi<TabsState>;
  readonly report: Report;
}

const noPlaces: readonly ReadingPlace[] = [];
const noFiles: readonly AttachmentRef[] = [];

/** The files that were added to the drafts of tabs, which their composers show. */
export interface DraftFiles {
  readonly byTab: ReadonlyMap<TabId, readonly AttachmentRef[]>;
}

export class TabKeeper {
  readonly files: StoreApi<DraftFiles> = createStore<DraftFiles>(() => ({ byTab: new Map() }));
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #tabs: StoreApi<TabsState>;
  readonly #report: Report;
  readonly #drafts = new Map<TabId, string>();
  readonly #reading = new Map<TabId, readonly ReadingPlace[]>();
  readonly #unsaved = new Set<TabId>();
  #cancelTimer: (() => void) | null = null;
  #cancelReading: (() => void) | null = null;
  #cancelRetry: (() => void) | null = null;
  #tabsUnsaved = false;
  #tabsScheduled = false;
  #refused = false;
  #stop: (() => void) | null = null;

  constructor({ client, clock, tabs, report }: TabKeeperOptions) {
    this.#client = client;
    this.#clock = clock;
    this.#tabs = tabs;
    this.#report = report;
  }

  /** Takes over the drafts that were read at the start, and saves every change of the tabs from now on. */
  start(saved: readonly Tab[]): void {
    this.take(saved);
    this.#stop = this.#tabs.subscribe((now, before) => {
      if (now.tabs !== before.tabs || now.activeId !== before.activeId) this.#scheduleTabs();
    });
  }

  /** Takes over the drafts and the places of reading of tabs that come into this window. */
  take(tabs: readonly Tab[]): void {
    for (const { id, draft, reading = noPlaces } of tabs) {
      this.#drafts.set(id, draft);
      this.#reading.set(id, reading);
    }
    const withFiles = tabs.flatMap(({ id, attachments }) =>
      attachments === undefined ? [] : [[id, attachments] as const],
    );
    this.files.setState(({ byTab }) => ({ byTab: new Map([...byTab, ...withFiles]) }));
  }

  /** The open tabs with all that is kept of them, as they are written. */
  records(): readonly Tab[] {
    const { tabs, activeId } = this.#tabs.getState();
    const updatedAt = this.#clock.now();
    return tabs.map((tab, position) => ({
      ...tab,
      position,
      active: tab.id === activeId,
      draft: this.draft(tab.id),
      ...this.#filesField(tab.id),
      ...this.#readingField(tab.id),
      updatedAt,
    }));
  }

  stop(): void {
    this.#stop?.();
    this.#cancelTimer?.();
    this.#cancelReading?.();
    this.#cancelRetry?.();
  }

  /** What stands in the composer of a tab. */
  draft(id: TabId): string {
    return this.#drafts.get(id) ?? '';
  }

  setDraft(id: TabId, draft: string): void {
    if (this.draft(id) === draft) return;
    this.#drafts.set(id, draft);
    this.#saveSoon(id);
  }

  /** The files that were added to the draft of a tab. */
  draftFiles(id: TabId): readonly AttachmentRef[] {
    return this.files.getState().byTab.get(id) ?? noFiles;
  }

  setDraftFiles(id: TabId, files: readonly AttachmentRef[]): void {
    this.files.setState(({ byTab }) => ({ byTab: new Map(byTab).set(id, files) }));
    this.#saveSoon(id);
  }

  /** Where the lanes of a tab were read last that were not read at their end. A closed tab keeps its places until it is reopened. */
  reading(id: TabId): readonly ReadingPlace[] {
    return this.#reading.get(id) ?? noPlaces;
  }

  setReading(id: TabId, places: readonly ReadingPlace[]): void {
    if (places.length === 0 && this.reading(id).length === 0) return;
    this.#reading.set(id, places);
    this.#tabsUnsaved = true;
    this.#cancelReading ??= this.#clock.after(readingDelay, () => {
      void this.flush();
    });
  }

  /** Writes what is not written yet; called when the window is left, hidden or closed. Never rejects. */
  async flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#cancelReading?.();
    this.#cancelReading = null;
    await this.#settle([...this.#saveTabs(), ...this.#saveDrafts()]);
  }

  #saveSoon(id: TabId): void {
    this.#unsaved.add(id);
    this.#cancelTimer ??= this.#clock.after(draftDelay, () => {
      void this.flush();
    });
  }

  #scheduleTabs(): void {
    this.#tabsUnsaved = true;
    if (this.#tabsScheduled) return;
    this.#tabsScheduled = true;
    queueMicrotask(() => {
      this.#tabsScheduled = false;
      void this.#settle(this.#saveTabs());
    });
  }

  /** Waits for writes; tells of the first in a row that is refused, and sees to another attempt. */
  async #settle(writes: readonly Promise<unknown>[]): Promise<void> {
    if (writes.length === 0) return;
    const results = await Promise.allSettled(writes);
    const refusal = results.find((result) => result.status === 'rejected');
    if (refusal === undefined) {
      this.#refused = false;
      return;
    }
    if (!this.#refused) this.#report(refusal.reason);
    this.#refused = true;
    this.#cancelRetry ??= this.#clock.after(retryDelay, () => {
      this.#cancelRetry = null;
      void this.flush();
    });
  }

  #saveTabs(): readonly Promise<unknown>[] {
    if (!this.#tabsUnsaved) return [];
    this.#tabsUnsaved = false;
    this.#unsaved.clear();
    const written = this.#client.request('tabs.save', { tabs: [...this.records()] });
    const noted = written.catch((caught: unknown) => {
      this.#tabsUnsaved = true;
      throw caught;
    });
    return [noted];
  }

  #saveDrafts(): readonly Promise<unknown>[] {
    const open = new Set(this.#tabs.getState().tabs.map((tab) => tab.id));
    const ids = [...this.#unsaved].filter((id) => open.has(id));
    this.#unsaved.clear();
    return ids.map(async (tabId) => {
      try {
        await this.#client.request('tabs.saveDraft', {
          tabId,
          draft: this.draft(tabId),
          ...this.#filesField(tabId),
        });
      } catch (caught) {
        this.#unsaved.add(tabId);
        throw caught;
      }
    });
  }

  #readingField(id: TabId): { reading?: ReadingPlace[] } {
    const places = this.reading(id);
    return places.length === 0 ? {} : { reading: [...places] };
  }

  /** A tab that never had a file says nothing of files. */
  #filesField(id: TabId): { attachments?: AttachmentRef[] } {
    const files = this.files.getState().byTab.get(id);
    return files === undefined ? {} : { attachments: [...files] };
  }
}
