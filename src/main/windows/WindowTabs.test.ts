import { beforeEach, describe, expect, it } from 'vitest';
import { mainWindowId, newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, TabId, WindowId } from '../../shared/ids.ts';
import type { EventPayloads } from '../../shared/ipc/events.ts';
import type { Tab } from '../../shared/settings.ts';
import type { History } from '../history/History.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { WindowTabs } from './WindowTabs.ts';
import type { OpenWindows } from './WindowTabs.ts';

/** Windows without a screen. */
class Windows implements OpenWindows {
  readonly open = new Set<WindowId>([mainWindowId]);
  readonly shown: WindowId[] = [];
  isOpen(id: WindowId): boolean {
    return this.open.has(id);
  }
  show(id: WindowId): void {
    this.open.add(id);
    this.shown.push(id);
  }
  close(id: WindowId): void {
    this.open.delete(id);
  }
  /** The window that was opened last. */
  get newest(): WindowId {
    return [...this.open].at(-1) ?? mainWindowId;
  }
}

let history: History;
let windows: Windows;
let given: { readonly id: WindowId; readonly payload: EventPayloads['tabs.given'] }[];

function tabsOn(stored: History): WindowTabs {
  return new WindowTabs({
    history: stored,
    windows,
    emitTo: (id, name, payload) => {
      if (name === 'tabs.given') given.push({ id, payload: payload as EventPayloads['tabs.given'] });
    },
  });
}

async function newConversation(): Promise<ConversationId> {
  const id = newId<ConversationId>();
  await history.createConversation(
    {
      id,
      title: '',
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      createdAt: 1,
      updatedAt: 1,
      deviceId: history.deviceId,
    },
    [
      {
        id: newId<LaneId>(),
        conversationId: id,
        position: 0,
        connectionId: null,
        modelId: null,
        headId: null,
      },
    ],
  );
  return id;
}

async function newTab(draft: string, fields: Partial<Tab> = {}): Promise<Tab> {
  const conversationId = await newConversation();
  return {
    id: newId<TabId>(),
    conversationId,
    position: 0,
    pinned: false,
    active: false,
    draft,
    updatedAt: 1,
    ...fields,
  };
}

/** The tabs of the history, as `window: drafts`. */
async function stored(): Promise<Record<string, readonly string[]>> {
  const byWindow: Record<string, string[]> = {};
  for (const { windowId = mainWindowId, draft } of await history.listTabs()) {
    (byWindow[windowId] ??= []).push(draft);
  }
  return byWindow;
}

beforeEach(() => {
  history = openLocalHistory();
  windows = new Windows();
  given = [];
});

/** The first window with two tabs, as its page has saved them. */
async function firstWindow() {
  const tabs = tabsOn(history);
  const [one, two] = [await newTab('one', { active: true }), await newTab('two')];
  await tabs.load(mainWindowId);
  await tabs.save(mainWindowId, [one, two]);
  return { tabs, one, two };
}

describe('moving a tab', () => {
  it('opens a window for it, which loads it as the page said it was', async () => {
    const { tabs, one, two } = await firstWindow();
    await tabs.move(mainWindowId, { ...two, draft: 'two and more' }, 'new');
    await tabs.save(mainWindowId, [one]);
    const id = windows.newest;
    expect(await stored()).toEqual({ [mainWindowId]: ['one'], [id]: ['two and more'] });
    expect(await tabs.load(id)).toMatchObject([{ id: two.id, draft: 'two and more', active: true }]);
    expect(await tabs.load(mainWindowId)).toMatchObject([{ id: one.id }]);
    expect(given).toEqual([]);
  });

  it('tells the first window of one that comes back, and closes the window it has left empty', async () => {
    const { tabs, one, two } = await firstWindow();
    await tabs.move(mainWindowId, two, 'new');
    const id = windows.newest;
    await tabs.load(id);
    await tabs.move(id, two, 'main');
    expect(given).toMatchObject([{ id: mainWindowId, payload: { tabs: [{ id: two.id, active: true }] } }]);
    expect(windows.open).toEqual(new Set([mainWindowId]));
    expect(windows.shown.at(-1)).toBe(mainWindowId);
    expect((await tabs.load(mainWindowId)).map((tab) => tab.id)).toEqual([one.id, two.id]);
  });

  it('is not undone by a list that was on its way from either page', async () => {
    const { tabs, one, two } = await firstWindow();
    await tabs.move(mainWindowId, two, 'new');
    const id = windows.newest;
    await tabs.save(mainWindowId, [one, two]);
    expect(await stored()).toEqual({ [mainWindowId]: ['one'], [id]: ['two'] });
    await tabs.load(id);
    await tabs.move(id, two, 'main');
    await tabs.save(mainWindowId, [one]);
    expect(await stored()).toEqual({ [mainWindowId]: ['one', 'two'] });
    await tabs.save(mainWindowId, [one, two]);
    await tabs.save(mainWindowId, [one]);
    expect(await stored()).toEqual({ [mainWindowId]: ['one'] });
  });

  it('refuses a tab that the window does not have', async () => {
    const { tabs } = await firstWindow();
    const stranger = await newTab('stranger');
    await expect(tabs.move(mainWindowId, stranger, 'new')).rejects.toMatchObject({
      code: 'history/not-found',
    });
    expect(windows.open.size).toBe(1);
  });

  it('opens the first window again where it was closed', async () => {
    const { tabs, one, two } = await firstWindow();
    await tabs.move(mainWindowId, two, 'new');
    const id = windows.newest;
    await tabs.load(id);
    windows.close(mainWindowId);
    await tabs.closed(mainWindowId);
    await tabs.move(id, two, 'main');
    expect(windows.open).toEqual(new Set([mainWindowId]));
    expect((await tabs.load(mainWindowId)).map((tab) => tab.id)).toEqual([one.id, two.id]);
  });
});

describe('closing a window', () => {
  it('gives its tabs and drafts to the first one, and lets go of blank chats', async () => {
    const { tabs, one, two } = await firstWindow();
    await tabs.move(mainWindowId, two, 'new');
    const id = windows.newest;
    await tabs.load(id);
    const blank = await newTab('');
    await tabs.save(id, [two, blank]);
    await tabs.saveDraft(two.id, 'two and more');
    windows.close(id);
    await tabs.closed(id);
    await tabs.settled();
    expect(given.at(-1)).toMatchObject({ payload: { tabs: [{ id: two.id, draft: 'two and more' }] } });
    expect(await stored()).toEqual({ [mainWindowId]: ['one', 'two and more'] });
    await expect(history.getConversation(blank.conversationId)).rejects.toMatchObject({
      code: 'history/not-found',
    });
    expect((await tabs.load(mainWindowId)).find((tab) => tab.active)?.id).toBe(one.id);
  });

  it('leaves what was open at the end where it was, for the next start', async () => {
    const { tabs, two } = await firstWindow();
    await tabs.move(mainWindowId, two, 'new');
    const id = windows.newest;
    const later = tabsOn(history);
    expect(await later.left()).toEqual([id]);
    expect(await later.load(id)).toMatchObject([{ id: two.id, draft: 'two' }]);
  });
});

it('knows what a window shows, and which window has a conversation', async () => {
  const { tabs, one, two } = await firstWindow();
  await tabs.move(mainWindowId, two, 'new');
  const id = windows.newest;
  expect(tabs.shownIn(mainWindowId)).toBe(one.conversationId);
  expect(tabs.shownIn(id)).toBe(two.conversationId);
  expect(tabs.windowOf(two.conversationId)).toBe(id);
  expect(tabs.windowOf(newId<ConversationId>())).toBe(mainWindowId);
});
