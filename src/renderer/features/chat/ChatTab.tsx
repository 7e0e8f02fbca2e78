/**
 * A tab: one conversation, a pane for each of its lanes, and one composer for all of them. Only the tab in sight is mounted;
 * the conversation itself lives on in the registry, so a reply in a hidden tab goes on growing.
 */
import { useEffect, useMemo, useRef } from 'react';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useCommand } from '../../app/commands/useCommands.ts';
import type { ConversationId, TabId } from '../../../shared/ids.ts';
import type { OpenTab } from '../../app/stores/tabsState.ts';
import { useConnections, useSettings, useWorkspace } from '../../app/WorkspaceContext.ts';
import { RenderActionsContext } from '../../rendering/RenderActions.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ChatCommands, ChatContextValue } from './ChatContext.ts';
import { ChatContext, createChatView, useChat, useConversation } from './ChatContext.ts';
import { ChatDialogs } from './ChatDialogs.tsx';
import { useBlind } from './compare/blind.ts';
import { CompareArea } from './compare/CompareArea.tsx';
import { Composer } from './composer/Composer.tsx';
import { SendKeyContext } from './composer/SendKeyContext.ts';
import type { DraftKeeper } from './composer/usePrompt.ts';
import { GoneChat } from './GoneChat.tsx';
import { FileDraft } from './files/FileDraft.ts';
import { useFileDrop } from './files/useFileDrop.ts';
import { laneInFocus } from './lane/focusLane.ts';
import { LaneBar } from './lane/LaneBar.tsx';
import { LaneLayout } from './lane/LaneLayout.tsx';
import { TakenOffNotice } from './lane/TakenOffNotice.tsx';
import { useLaneCommands } from './lane/useLaneCommands.ts';
import { AtItsPlace } from './list/AtItsPlace.tsx';
import type { ReadingKeeper } from './list/ReadingContext.ts';
import { ReadingContext } from './list/ReadingContext.ts';
import { OpenPicker } from './models/OpenPicker.tsx';
import { RunBars } from './pipelines/RunBars.tsx';
import { SpokenReplies } from './spoken/SpokenReplies.tsx';
import { chatRegistryOf } from './store/ChatRegistry.ts';
import { useEscapeStops } from './useEscapeStops.ts';
import { useRenderBridge } from './useRenderBridge.ts';
import './chat.css';

interface ChatTabProps {
  readonly tab: OpenTab;
}

/** The chat of one tab. */
export function ChatTab({ tab }: ChatTabProps) {
  return <OpenChat key={`${tab.id} ${tab.conversationId}`} tab={tab} />;
}

function useChatCommands(conversationId: ConversationId): ChatCommands {
  const workspace = useWorkspace();
  return useMemo(
    () => ({
      openConnection: (id) => {
        const connection = id ?? 'new';
        workspace.view.setState({ dialog: { kind: 'settings', section: 'connections', connection } });
      },
      openSettings: (section) => {
        workspace.view.setState({ dialog: { kind: 'settings', section, connection: null } });
      },
      signIn: (id) => {
        const connection = workspace.connections.getState().connections.find((known) => known.id === id);
        if (connection !== undefined) void workspace.signIns.getState().begin(connection);
      },
      newChat: () => {
        void workspace.newChat();
      },
      openInNewTab: (id) => {
        workspace.openConversation(id, 'new-tab');
      },
      focusComposer: () => {
        workspace.commands.run('composer.focus');
      },
      exportTranscript: (laneId) => {
        workspace.view.setState({ dialog: { kind: 'transcript', conversationId, laneId } });
      },
      rememberModel: (choice) => {
        workspace.rememberModel(choice);
      },
    }),
    [conversationId, workspace],
  );
}

function OpenChat({ tab }: ChatTabProps) {
  const { client, keeper, models } = useWorkspace();
  const sendKey = useSettings((state) => state.settings.sendKey);
  const commands = useChatCommands(tab.conversationId);
  const value = useMemo<ChatContextValue>(
    () => ({
      store: chatRegistryOf(client).get(tab.conversationId),
      models,
      commands,
      view: createChatView(),
    }),
    [client, commands, models, tab.conversationId],
  );
  const draft = useMemo<DraftKeeper>(
    () => ({
      read: () => keeper.draft(tab.id),
      save: (words) => {
        keeper.setDraft(tab.id, words);
      },
    }),
    [keeper, tab.id],
  );
  const reading = useMemo<ReadingKeeper>(
    () => ({
      read: () => keeper.reading(tab.id),
      save: (laneIds, place) => {
        const others = keeper.reading(tab.id).filter(({ laneId }) => !laneIds.includes(laneId));
        keeper.setReading(tab.id, place === null ? others : [...others, place]);
      },
    }),
    [keeper, tab.id],
  );
  const files = useMemo(
    () =>
      new FileDraft({
        client,
        keeper,
        tabId: tab.id,
        isTemporary: () => value.store.state.getState().settings.temporary === true,
      }),
    [client, keeper, tab.id, value],
  );
  const renderActions = useRenderBridge(client);
  return (
    <ChatContext value={value}>
      <SendKeyContext value={sendKey}>
        <RenderActionsContext value={renderActions}>
          <ReadingContext value={reading}>
            <ChatBody tabId={tab.id} draft={draft} files={files} />
          </ReadingContext>
        </RenderActionsContext>
      </SendKeyContext>
    </ChatContext>
  );
}

interface ChatBodyProps {
  readonly tabId: TabId;
  readonly draft: DraftKeeper;
  readonly files: FileDraft;
}

const waiting = (
  <div className="chat chat-waiting">
    <Skeleton label={text.chat.loading} lines={[40, 90, 75]} />
  </div>
);

function ChatBody({ tabId, draft, files }: ChatBodyProps) {
  const { store } = useChat();
  const phase = useConversation((state) => state.phase);
  switch (phase.kind) {
    case 'loading':
      return waiting;
    case 'failed': {
      if (phase.error.code === 'history/not-found') return <GoneChat tabId={tabId} />;
      const { title, next } = describeError(phase.error);
      return (
        <div className="chat">
          <EmptyState
            title={title}
            text={next}
            action={<Button onClick={() => void store.open()}>{text.chat.failed.retry}</Button>}
          />
        </div>
      );
    }
    case 'ready':
      return (
        <AtItsPlace tabId={tabId} waiting={waiting}>
          <ReadyChat draft={draft} files={files} />
        </AtItsPlace>
      );
  }
}

function ReadyChat({ draft, files }: Omit<ChatBodyProps, 'tabId'>) {
  const { view, commands } = useChat();
  const lanes = useConversation((state) => state.lanes);
  const connections = useConnections((state) => state.connections);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const chatRef = useRef<HTMLDivElement>(null);
  const dropping = useFileDrop(chatRef, files);
  const firstId = lanes[0]?.lane.id;
  useEscapeStops();
  useLaneCommands();
  useEffect(() => {
    // Who has begun to type elsewhere, in the search field say, goes on there.
    const typing = document.activeElement?.matches('input, textarea') ?? false;
    if (!typing) fieldRef.current?.focus({ preventScroll: true });
    // What the benchmark of a cold start waits for.
    performance.mark('switchyard:usable');
  }, []);
  useCommand('composer.focus', () => {
    fieldRef.current?.focus();
  });
  const hidden = useBlind();
  // A transcript names every model.
  useCommand(
    'transcript.export',
    () => {
      commands.exportTranscript(null);
    },
    !hidden,
  );
  useCommand('model.pick', () => {
    // The list would mark the model that is chosen now.
    if (firstId === undefined || hidden) return;
    const laneId = laneInFocus();
    const lane = lanes.find(({ lane: { id } }) => id === laneId)?.lane.id ?? firstId;
    view.setState({
      picking: {
        purpose: { kind: 'change', laneId: lane },
        anchor: document.querySelector(`[data-lane="${lane}"] [data-lane-model]`),
      },
    });
  });
  return (
    <div ref={chatRef} className="chat">
      <LaneBar />
      <LaneLayout lanes={lanes} connections={connections} />
      <CompareArea />
      <TakenOffNotice />
      <RunBars />
      <Composer connections={connections} draft={draft} files={files} fieldRef={fieldRef} />
      {dropping && <p className="chat-drop">{text.chat.attachments.drop}</p>}
      <OpenPicker />
      <ChatDialogs />
      <SpokenReplies />
    </div>
  );
}
