/** A window in jsdom on a main that answers in memory: an empty one, unless a test says what is in it. */
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import type { Conversation } from '../../../shared/conversation.ts';
import { mainWindowId, newId } from '../../../shared/ids.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  TabId,
} from '../../../shared/ids.ts';
import type { ConversationSummary, RouteOutput } from '../../../shared/ipc/routes.ts';
import type { Tab } from '../../../shared/settings.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { UiProvider } from '../../ui/UiProvider.tsx';
import { initialSettings } from '../stores/settingsStore.ts';
import { Workspace } from '../Workspace.ts';
import { WorkspaceContext } from '../WorkspaceContext.ts';
import { FakeMain } from './FakeMain.ts';

afterEach(cleanup);

// jsdom has no layout, so there is nothing to scroll to and nothing that is animated.
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.getAnimations = () => [];

export const demoConnection: Connection = {
  id: newId<ConnectionId>(),
  name: 'Demo',
  createdAt: 0,
  updatedAt: 0,
  provider: 'demo',
};

/** A conversation as the sidebar lists it. */
export function summary(title: string, fields: Partial<Conversation> = {}): ConversationSummary {
  const conversation: Conversation = {
    id: newId<ConversationId>(),
    title,
    titleSource: 'auto',
    pinned: false,
    trashedAt: null,
    createdAt: 0,
    updatedAt: Date.now(),
    deviceId: newId<DeviceId>(),
    ...fields,
  };
  return { conversation, laneCount: 1, streaming: false };
}

/** A saved tab. */
export function savedTab(conversationId: ConversationId, fields: Partial<Tab> = {}): Tab {
  return {
    id: newId<TabId>(),
    conversationId,
    position: 0,
    pinned: false,
    active: false,
    draft: '',
    updatedAt: 0,
    ...fields,
  };
}

/** What `workspace.load` answers. */
export function loaded(fields: Partial<RouteOutput<'workspace.load'>> = {}): RouteOutput<'workspace.load'> {
  return {
    windowId: mainWindowId,
    version: '1.2.3',
    platform: 'linux',
    settings: initialSettings,
    tabs: [],
    connections: [demoConnection],
    conversations: [],
    secrets: { kind: 'keychain' },
    history: { kind: 'persistent', quarantinedAs: null },
    ...fields,
  };
}

const oldChat = summary('An old chat').conversation;

/** A main that answers what the window asks by itself. */
export function fakeMain(fields: Partial<RouteOutput<'workspace.load'>> = {}): FakeMain {
  const nothing = () => ({});
  return new FakeMain()
    .answer('workspace.load', () => loaded(fields))
    .answer('settings.save', nothing)
    .answer('tabs.save', nothing)
    .answer('tabs.saveDraft', nothing)
    .answer('connections.models', () => [{ id: 'demo-writer', name: 'Demo writer' }])
    .answer('conversations.rename', nothing)
    .answer('conversations.pin', nothing)
    .answer('conversations.trash', nothing)
    .answer('branches.listTrashed', () => [])
    .answer('conversations.create', () => ({ conversation: summary('').conversation, lanes: [] }))
    .answer('conversations.open', () => ({
      conversation: oldChat,
      lanes: [
        {
          lane: {
            id: newId<LaneId>(),
            conversationId: oldChat.id,
            position: 0,
            connectionId: demoConnection.id,
            modelId: 'demo-writer',
            headId: newId<MessageId>(),
          },
          page: { entries: [], hasMore: false },
        },
      ],
      live: [],
    }));
}

/** A loaded workspace. */
export async function openWorkspace(main: FakeMain) {
  const clock = new ManualClock();
  const workspace = new Workspace(main, clock);
  await workspace.load();
  return { main, clock, workspace };
}

/** Renders a part of the window inside a loaded workspace. */
export async function renderInWorkspace(part: ReactNode, main: FakeMain = fakeMain()) {
  const opened = await openWorkspace(main);
  const view = render(
    <WorkspaceContext value={opened.workspace}>
      <UiProvider>{part}</UiProvider>
    </WorkspaceContext>,
  );
  return { ...opened, ...view, user: userEvent.setup() };
}
