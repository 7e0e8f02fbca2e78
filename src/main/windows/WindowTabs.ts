/**
 * Which window shows which tabs. The page of a window owns its tabs and saves them whole; what is known here is the list it saved
 * last, because a tab that changes hands is in neither page for a moment. Everything passes one queue, so that a list which was
 * on its way when a tab was given does not take it away again. Closing a window other than the first one loses nothing: what is
 * worth keeping goes to the first.
 */
import type { AttachmentRef } from '../../shared/attachment.ts';
import { AppError } from '../../shared/errors.ts';
import { mainWindowId, newId } from '../../shared/ids.ts';
import type { ConversationId, TabId, WindowId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import type { History } from '../history/History.ts';

/** The windows on the screen. */
export interface OpenWindows {
  isOpen(id: WindowId): boolean;
  /** Brings a window to the front; opens it first where it is closed. */
  show(id: WindowId): void;
  close(id: WindowId): void;
}

/** Tells one window something. Nothing happens where it is closed. */
export type EmitTo = <E extends EventName>(id: WindowId, name: E, payload: EventPayloads[E]) => void;

interface WindowTabsOptions {
  readonly history: Pick<History, 'listTabs' | 'saveTabs' | 'saveDraft' | 'listLanes'>;
  readonly windows: OpenWindows;
  readonly emitTo: EmitTo;
}

/** The tabs as the rows of a window say them: in order, and by the name of the window. */
function inWindow(tabs: readonly Tab[], id: WindowId): readonly Tab[] {
  return tabs.map(({ windowId: _before, ...tab }, position) => ({
    ...tab,
    position,
    ...(id === mainWindowId ? {} : { windowId: id }),
  }));
}

export class WindowTabs {
  readonly #options: WindowTabsOptions;
  /** The tabs of windows whose page has loaded or is about to. */
  readonly #known = new Map<WindowId, readonly Tab[]>();
  /** Tabs that were given to a page which has not saved them yet. */
  readonly #given = new Map<WindowId, readonly Tab[]>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: WindowTabsOptions) {
    this.#options = options;
  }

  /** The tabs that a window begins with. */
  load(id: WindowId): Promise<readonly Tab[]> {
    return this.#inTurn(async () => {
      const tabs = await this.#tabsOf(id);
      this.#known.set(id, tabs);
      return tabs;
    });
  }

  /** Takes the tabs of a window as its page has them; what was given to it meanwhile stays. */
  save(id: WindowId, tabs: readonly Tab[]): Promise<void> {
    return this.#inTurn(async () => {
      const there = new Set(tabs.map((tab) => tab.id));
      const given = (this.#given.get(id) ?? []).filter((tab) => !there.has(tab.id));
      this.#given.set(id, given);
      // A page that has just given a tab away may still name it.
      const elsewhere = new Set(
        [...this.#known].flatMap(([other, theirs]) => (other === id ? [] : theirs.map((tab) => tab.id))),
      );
      await this.#write(id, [...tabs.filter((tab) => !elsewhere.has(tab.id)), ...given]);
    });
  }

  saveDraft(tabId: TabId, draft: string, attachments?: readonly AttachmentRef[]): Promise<void> {
    return this.#inTurn(async () => {
      for (const [id, tabs] of this.#known) {
        const files = attachments === undefined ? {} : { attachments: [...attachments] };
        const written = tabs.map((tab) => (tab.id === tabId ? { ...tab, draft, ...files } : tab));
        this.#known.set(id, written);
      }
      await this.#options.history.saveDraft(tabId, draft, attachments);
    });
  }

  /**
   * Moves a tab of the window `from`, with all that the page says of it, into a window of its own or into the first one. A window
   * that is left without a tab closes. Rejects with `history/not-found` when `from` has no such tab.
   */
  move(from: WindowId, tab: Tab, to: 'new' | 'main'): Promise<void> {
    return this.#inTurn(async () => {
      const target = to === 'main' ? mainWindowId : newId<WindowId>();
      const before = await this.#tabsOf(from);
      if (!before.some(({ id }) => id === tab.id)) {
        throw new AppError('history/not-found', 'The window has no such tab.');
      }
      if (target === from) return;
      await this.#give(target, [{ ...tab, active: true }]);
      const left = before.filter(({ id }) => id !== tab.id);
      this.#known.set(from, left);
      this.#options.windows.show(target);
      if (left.length === 0 && from !== mainWindowId) this.#options.windows.close(from);
    });
  }

  /** A window was closed by a person and not by the end of the app. */
  closed(id: WindowId): Promise<void> {
    // The first window opens again with the tabs it had.
    if (id === mainWindowId) return Promise.resolve();
    return this.#inTurn(async () => {
      const tabs = await this.#tabsOf(id);
      const kept: Tab[] = [];
      for (const tab of tabs) if (!(await this.#isBlank(tab))) kept.push({ ...tab, active: false });
      if (kept.length > 0) await this.#give(mainWindowId, kept);
      await this.#write(id, []);
      this.#known.delete(id);
      this.#given.delete(id);
    });
  }

  /** The windows beside the first one that tabs were left in. */
  async left(): Promise<readonly WindowId[]> {
    const tabs = await this.#options.history.listTabs();
    const ids = tabs.map(({ windowId }) => windowId).filter((id) => id !== undefined);
    return [...new Set(ids)];
  }

  /** The conversation that a window shows, as its page said last. */
  shownIn(id: WindowId): ConversationId | null {
    return this.#known.get(id)?.find((tab) => tab.active)?.conversationId ?? null;
  }

  /** An open window that has a tab of a conversation; the first one where none has. */
  windowOf(conversationId: ConversationId): WindowId {
    const found = [...this.#known].find(
      ([id, tabs]) =>
        this.#options.windows.isOpen(id) && tabs.some((tab) => tab.conversationId === conversationId),
    );
    return found?.[0] ?? mainWindowId;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #give(target: WindowId, tabs: readonly Tab[]): Promise<void> {
    const there = await this.#tabsOf(target);
    const takesOver = tabs.some((tab) => tab.active);
    const others = takesOver ? there.map((tab) => ({ ...tab, active: false })) : there;
    await this.#write(target, [...others, ...tabs]);
    if (!this.#options.windows.isOpen(target)) return;
    this.#given.set(target, [...(this.#given.get(target) ?? []), ...inWindow(tabs, target)]);
    this.#options.emitTo(target, 'tabs.given', { tabs: inWindow(tabs, target) });
  }

  async #tabsOf(id: WindowId): Promise<readonly Tab[]> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const rows = await this.#options.history.listTabs();
    return rows.filter((tab) => (tab.windowId ?? mainWindowId) === id);
  }

  async #write(id: WindowId, tabs: readonly Tab[]): Promise<void> {
    const placed = inWindow(tabs, id);
    await this.#options.history.saveTabs(placed, id === mainWindowId ? undefined : id);
    this.#known.set(id, placed);
  }

  async #isBlank({ draft, attachments = [], conversationId }: Tab): Promise<boolean> {
    if (draft !== '' || attachments.length > 0) return false;
    const lanes = await this.#options.history.listLanes(conversationId);
    return lanes.every(({ headId }) => headId === null);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
