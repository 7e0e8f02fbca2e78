import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import type { ConnectionId } from '../../../../shared/ids.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import { useConnections, useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useChat, useChatView } from '../ChatContext.ts';
import { addLaneFrom } from '../store/branchDeeds.ts';
import { chatRegistryOf } from '../store/ChatRegistry.ts';
import type { ModelChoice } from '../store/ConversationStore.ts';
import { addLane, chooseModel } from '../store/modelDeeds.ts';
import { retryReply } from '../store/replyDeeds.ts';

const ModelPicker = lazy(async () => ({ default: (await import('./ModelPicker.tsx')).ModelPicker }));

/** The list of models while one is asked for, and what becomes of the choice. Loaded when it is first opened. */
export function OpenPicker() {
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
    if (purpose.kind === 'add') {
      if (purpose.from === undefined) void addLane(store, choice);
      else void addLaneFrom(store, choice, purpose.from);
    }
    if (purpose.kind === 'change') void chooseModel(store, purpose.laneId, choice);
    else if (purpose.kind === 'retry') void retryReply(store, purpose.laneId, purpose.messageId, choice);
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
