import {
  CircleCheck,
  Copy,
  FileDown,
  Maximize2,
  MessageCircle,
  Play,
  ReceiptText,
  RefreshCw,
  Repeat2,
  SlidersHorizontal,
  Square,
  X,
} from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { Connection } from '../../../../shared/connection.ts';
import { plainText } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { useRenderActions } from '../../../rendering/RenderActions.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import type { MenuEntry } from '../../../ui/Menu.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import type { ConversationState, LaneView } from '../store/conversationState.ts';
import { goOnWith, showLanes, takeLaneOff } from '../store/laneDeeds.ts';
import { targetOnly } from '../store/targets.ts';
import { focusLaneSoon } from './focusLane.ts';
import { lastReplyOf } from './laneState.ts';
import { isStepOfRun } from '../pipelines/runPlaces.ts';
import { continueReply, retryReply } from '../store/replyDeeds.ts';

interface LaneMenuOptions {
  readonly view: LaneView;
  readonly name: string;
  readonly connection: Connection | undefined;
  readonly choose: () => void;
  readonly configure: () => void;
}

const separator: MenuEntry = { kind: 'separator' };

/** Whether a reply ended before its model was done. */
function wasCut({ status, stopReason, parts }: AssistantMessage): boolean {
  const early = status === 'interrupted' || status === 'cancelled' || stopReason === 'length';
  return early && parts.length > 0;
}

/** What the menu must know of a lane's last reply. Nothing of it changes while the reply grows. */
function factsOf(state: ConversationState, view: LaneView) {
  const reply = lastReplyOf(state, view);
  if (reply === undefined) return null;
  // A reply that a prompt follows is history: asking again there would leave what came after it. A step is asked by its run.
  const last = view.path.at(-1)?.id === reply.id && !isStepOfRun(reply);
  const streaming = reply.status === 'streaming';
  return { id: reply.id, streaming, retry: last && !streaming, cut: last && wasCut(reply) };
}

/** What can be done with a lane's last answer. */
function useAnswerEntries({ view }: LaneMenuOptions): readonly MenuEntry[] {
  const { store } = useChat();
  const { copy } = useRenderActions();
  const announce = useAnnounce();
  const facts = useConversation(useShallow((state) => factsOf(state, view)));
  const words = text.chat.lanes.menu;
  const { id: laneId } = view.lane;
  if (facts === null) return [];
  const copyLast = async () => {
    const reply = lastReplyOf(store.state.getState(), view);
    if (reply === undefined) return;
    await copy(plainText(reply.parts));
    announce(words.copied);
  };
  const entries: readonly (MenuEntry | null)[] = [
    facts.streaming
      ? { kind: 'item', label: words.stop, icon: <Square />, onSelect: () => void store.stop(laneId) }
      : null,
    {
      kind: 'item',
      label: words.retry,
      icon: <RefreshCw />,
      disabled: !facts.retry,
      onSelect: () => void retryReply(store, laneId, facts.id),
    },
    facts.cut
      ? {
          kind: 'item',
          label: words.continue,
          icon: <Play />,
          onSelect: () => void continueReply(store, laneId, facts.id),
        }
      : null,
    { kind: 'item', label: words.copy, icon: <Copy />, onSelect: () => void copyLast() },
    separator,
  ];
  return entries.filter((entry) => entry !== null);
}

/** What can be done with a lane because there are others. */
function useCompareEntries({ view }: LaneMenuOptions): readonly MenuEntry[] {
  const { store } = useChat();
  const alone = useConversation((state) => state.lanes.length < 2);
  const words = text.chat.lanes.menu;
  const { id } = view.lane;
  if (alone) return [];
  return [
    {
      kind: 'item',
      label: words.useAnswer,
      icon: <CircleCheck />,
      disabled: view.path.length === 0,
      onSelect: () => void goOnWith(store, id),
    },
    {
      kind: 'item',
      label: words.askOnly,
      icon: <MessageCircle />,
      onSelect: () => {
        store.change((state) => targetOnly(state, id));
      },
    },
    {
      kind: 'item',
      label: words.focus,
      icon: <Maximize2 />,
      onSelect: () => {
        void showLanes(store, { layout: 'focus', focusedLaneId: id });
        focusLaneSoon(id);
      },
    },
    separator,
  ];
}

/** Everything that can be done with a lane. */
export function useLaneMenu(options: LaneMenuOptions): readonly MenuEntry[] {
  const { store, view: chatView, commands } = useChat();
  const { view, connection, choose, configure } = options;
  const answer = useAnswerEntries(options);
  const compare = useCompareEntries(options);
  const hidden = useBlind();
  const { id: laneId, connectionId, modelId } = view.lane;
  const naming: readonly MenuEntry[] = [
    { kind: 'item', label: text.chat.lane.changeModel, icon: <Repeat2 />, onSelect: choose },
    { kind: 'item', label: text.chat.lane.parameters, icon: <SlidersHorizontal />, onSelect: configure },
    {
      kind: 'item',
      label: text.chat.lane.details,
      icon: <ReceiptText />,
      disabled: modelId === null || connection === undefined,
      onSelect: () => {
        if (connectionId === null || modelId === null) return;
        chatView.setState({ detailing: { laneId, connectionId, modelId } });
      },
    },
    {
      kind: 'item',
      label: text.chat.lane.export,
      icon: <FileDown />,
      onSelect: () => {
        commands.exportTranscript(laneId);
      },
    },
    separator,
  ];
  return [
    ...answer,
    ...compare,
    // Every one of these would say which model it is.
    ...(hidden ? [] : naming),
    {
      kind: 'item',
      label: text.chat.lane.removeLane,
      icon: <X />,
      disabled: compare.length === 0,
      onSelect: () => void takeLaneOff(store, laneId),
    },
  ];
}
