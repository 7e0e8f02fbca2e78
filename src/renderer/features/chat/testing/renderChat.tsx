/** A chat tab in jsdom with a main that answers in memory, ready to be looked at and used. */
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Connection } from '../../../../shared/connection.ts';
import type { TabId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { systemClock } from '../../../../shared/clock.ts';
import { Workspace } from '../../../app/Workspace.ts';
import { WorkspaceContext } from '../../../app/WorkspaceContext.ts';
import { UiProvider } from '../../../ui/UiProvider.tsx';
import { ChatTab } from '../ChatTab.tsx';
import { FakeMain } from '../../../app/testing/FakeMain.ts';
import './layout.ts';
// Parts that the app loads when they are first needed are here already, so that no test waits for the disk.
import '../composer/plan/PlanMeter.tsx';
import '../composer/slash/SlashList.tsx';
import '../composer/slash/SnippetForm.tsx';
import '../inspector/InspectorDialog.tsx';
import '../list/MessageList.tsx';
import '../message/MessageMenu.tsx';
import '../message/TrashedNotice.tsx';
import '../models/ModelDetailsDialog.tsx';
import '../models/ModelPicker.tsx';
import '../parameters/ParametersDialog.tsx';
import '../queue/QueueList.tsx';
import '../tree/TreeDialog.tsx';
import { connectionId, conversationId, lane } from './messages.ts';

/** An account whose models have a price, where the demo would have none. */
export const paidConnection: Connection = {
  id: connectionId,
  name: 'Paid',
  createdAt: 0,
  updatedAt: 0,
  provider: 'openai',
};

export const demoConnection: Connection = {
  id: connectionId,
  name: 'Demo',
  createdAt: 0,
  updatedAt: 0,
  provider: 'demo',
};

type LanePages = RouteOutput<'conversations.open'>['lanes'];

/** A conversation as `conversations.open` answers it. */
function openAnswer(lanes: LanePages): RouteOutput<'conversations.open'> {
  return {
    conversation: {
      id: conversationId,
      title: 'Test',
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      createdAt: 0,
      updatedAt: 0,
      deviceId: newId(),
    },
    lanes,
    live: [],
  };
}

/**
 * Renders the tab with the given lanes (by default one without messages) and waits until it can be used. `answers` says what
 * main answers from the first moment on.
 */
export async function renderChat(
  lanes: LanePages = [{ lane: lane(), page: { entries: [], hasMore: false } }],
  answers: (main: FakeMain) => unknown = () => undefined,
) {
  const main = new FakeMain()
    .answer('conversations.open', () => openAnswer(lanes))
    .answer('connections.models', () => [
      { id: 'demo-writer', name: 'Demo Writer' },
      { id: 'demo-slow', name: 'Slow Writer' },
    ])
    .answer('settings.save', () => ({}))
    .answer('tabs.saveDraft', () => ({}));
  answers(main);
  const workspace = new Workspace(main, systemClock);
  workspace.connections.setState({ connections: [demoConnection] });
  const tab = { id: newId<TabId>(), conversationId, pinned: false };
  const view = render(
    <UiProvider>
      <WorkspaceContext value={workspace}>
        <ChatTab tab={tab} />
      </WorkspaceContext>
    </UiProvider>,
  );
  await screen.findByRole('textbox', { name: 'Message' });
  /** Tells the renderer something and lets the next frame pass. */
  const tell: FakeMain['tell'] = (name, payload) => {
    act(() => {
      main.tell(name, payload);
    });
  };
  return { main, workspace, tab, tell, user: userEvent.setup(), ...view };
}
