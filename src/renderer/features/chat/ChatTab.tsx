/**
 * A tab: one conversation, a pane for each of its lanes, and one composer for all of them. Only the tab in sight is mounted;
 * the conversation itself lives on in the registry, so a reply in a hidden tab goes on growing.
 */
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useCommand } from '../../app/commands/useCommands.ts';
import type { ConnectionId, ConversationId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { OpenTab } from '../../app/stores/tabsState.ts';
import { useConnections, useSettings, useWorkspace } from '../../app/WorkspaceContext.ts';
import { RenderActionsContext } from '../../rendering/RenderActions.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ChatCommands, ChatContextValue } from './ChatContext.ts';
import { ChatContext, createChatView, useChat, useChatView, useConversation } from './ChatContext.ts';
import { Composer } from './composer/Composer.tsx';
import { SendKeyContext } from './composer/SendKeyContext.ts';
import type { DraftKeeper } from './composer/usePrompt.ts';
import { FileDraft } from './files/FileDraft.ts';
import { useFileDrop } from './files/useFileDrop.ts';
import { LanePane } from './lane/LanePane.tsx';
import { SpokenReplies } from './spoken/SpokenReplies.tsx';
import { chatRegistryOf } from './store/ChatRegistry.ts';
import { isStreaming } from './store/conversationState.ts';
import type { ModelChoice } from './store/ConversationStore.ts';
import { useRenderBridge } from './useRenderBridge.ts';
import './chat.css';

const ModelPicker = lazy(async () => ({ default: (await import('./models/ModelPicker.tsx')).ModelPicker }));
const InspectorDialog = lazy(async () => ({
  default: (await import('./inspector/InspectorDialog.tsx')).InspectorDialog,
}));
const ModelDetailsDialog = lazy(async () => ({
  default: (await import('./models/ModelDetailsDialog.tsx')).ModelDetailsDialog,
}));
const ParametersDialog = lazy(async () => ({
  default: (await import('./parameters/ParametersDialog.tsx')).ParametersDialog,
}));

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
  const files = useMemo(() => new FileDraft({ client, keeper, tabId: tab.id }), [client, keeper, tab.id]);
  const renderActions = useRenderBridge(client);
  return (
    <ChatContext value={value}>
      <SendKeyContext value={sendKey}>
        <RenderActionsContext value={renderActions}>
          <ChatBody draft={draft} files={files} />
        </RenderActionsContext>
      </SendKeyContext>
    </ChatContext>
  );
}

interface ChatBodyProps {
  readonly draft: DraftKeeper;
  readonly files: FileDraft;
}

function ChatBody({ draft, files }: ChatBodyProps) {
  const { store } = useChat();
  const phase = useConversation((state) => state.phase);
  switch (phase.kind) {
    case 'loading':
      return (
        <div className="chat chat-waiting">
          <Skeleton label={text.chat.loading} lines={[40, 90, 75]} />
        </div>
      );
    case 'failed': {
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
      return <ReadyChat draft={draft} files={files} />;
  }
}

/** What closes itself on Esc. */
const nearerToEscape = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Esc stops what streams, wherever the focus is, unless something nearer to it (a menu, an editor) has used the key. */
function useEscapeStops(): void {
  const { store } = useChat();
  const streaming = useConversation(isStreaming);
  useEffect(() => {
    if (!streaming) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target !== null && target.closest(nearerToEscape) !== null) return;
      event.preventDefault();
      void store.stop();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [store, streaming]);
}

function ReadyChat({ draft, files }: ChatBodyProps) {
  const { view } = useChat();
  const lanes = useConversation((state) => state.lanes);
  const connections = useConnections((state) => state.connections);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const chatRef = useRef<HTMLDivElement>(null);
  const dropping = useFileDrop(chatRef, files);
  const firstId = lanes[0]?.lane.id;
  useEscapeStops();
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
  useCommand('model.pick', () => {
    if (firstId === undefined) return;
    const laneId = document.activeElement?.closest('[data-lane]')?.getAttribute('data-lane');
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
      <div className="chat-lanes" data-count={lanes.length}>
        {lanes.map((lane) => (
          <LanePane key={lane.lane.id} view={lane} connections={connections} />
        ))}
      </div>
      <Composer connections={connections} draft={draft} files={files} fieldRef={fieldRef} />
      {dropping && <p className="chat-drop">{text.chat.attachments.drop}</p>}
      <OpenPicker />
      <ChatDialogs />
      <SpokenReplies />
    </div>
  );
}

function OpenPicker() {
  const { store, view, models, commands } = useChat();
  const { client, settings } = useWorkspace();
  const picking = useChatView((state) => state.picking);
  const connections = useConnections((state) => state.connections);
  const lastModel = useStore(settings, (state) => state.settings.lastModel);
  const registry = chatRegistryOf(client);
  if (picking === null) return null;
  const { purpose, anchor } = picking;
  const close = () => {
    view.setState({ picking: null });
  };
  const pick = (choice: ModelChoice) => {
    registry.noteChoice(choice);
    commands.rememberModel(choice);
    if (choice.connectionId !== null) void models.getState().load(choice.connectionId);
    close();
    commands.focusComposer();
    if (purpose.kind === 'add') void store.addLane(choice);
    else if (purpose.kind === 'change') void store.chooseModel(purpose.laneId, choice);
    else if (purpose.kind === 'retry') void store.retry(purpose.laneId, purpose.messageId, choice);
  };
  const detail = (connectionId: ConnectionId, { id: modelId }: ModelInfo) => {
    const laneId = purpose.kind === 'change' ? purpose.laneId : null;
    view.setState({ picking: null, detailing: { laneId, connectionId, modelId } });
  };
  const recent = registry.recent.length === 0 && lastModel !== null ? [lastModel] : registry.recent;
  return (
    <Suspense fallback={null}>
      <ModelPicker
        connections={connections}
        recent={recent}
        purpose={purpose}
        anchor={anchor}
        onPick={pick}
        onDetails={detail}
        onClose={close}
      />
    </Suspense>
  );
}

/** What opens over the chat. Loaded when it is first asked for. */
function ChatDialogs() {
  const { view } = useChat();
  const inspecting = useChatView((state) => state.inspecting);
  const configuring = useChatView((state) => state.configuring);
  const detailing = useChatView((state) => state.detailing);
  const connections = useConnections((state) => state.connections);
  const detailed = connections.find(({ id }) => id === detailing?.connectionId);
  return (
    <Suspense fallback={null}>
      {inspecting !== null && (
        <InspectorDialog
          messageId={inspecting}
          onClose={() => {
            view.setState({ inspecting: null });
          }}
        />
      )}
      {configuring !== null && (
        <ParametersDialog
          laneId={configuring.laneId}
          onClose={() => {
            view.setState({ configuring: null });
          }}
        />
      )}
      {detailing !== null && detailed !== undefined && (
        <ModelDetailsDialog
          connection={detailed}
          modelId={detailing.modelId}
          laneId={detailing.laneId}
          onClose={() => {
            view.setState({ detailing: null });
          }}
        />
      )}
    </Suspense>
  );
}
