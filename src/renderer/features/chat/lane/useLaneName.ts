import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Lane } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import type { ModelsState } from '../../../app/stores/modelsStore.ts';
import { text } from '../../../app/text/text.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { blindLabel, useBlind, useBlindLabel } from '../compare/blind.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { laneOf, messageOf } from '../store/conversationState.ts';

type Choice = Pick<Lane, 'connectionId' | 'modelId'>;

/** What the connection's list says of a lane's model, where that has been read. */
function listedModel(lists: ModelsState['lists'], { connectionId, modelId }: Choice): ModelInfo | undefined {
  if (connectionId === null) return undefined;
  return lists.get(connectionId)?.models.find((model) => model.id === modelId);
}

/** The name that the model had when it last answered in this lane. */
function answeredName(state: ConversationState, lane: Lane): string | undefined {
  const path = laneOf(state, lane.id)?.path ?? [];
  for (const { id } of path.toReversed()) {
    const message = messageOf(state, id);
    if (message?.role !== 'assistant') continue;
    const { model } = message;
    return model.modelId === lane.modelId && model.connectionId === lane.connectionId
      ? model.modelName
      : undefined;
  }
  return undefined;
}

/** What to call the model of a lane: its name as far as anything is known of it, else its id; in blind mode neither. */
export function useLaneName(lane: Lane): string {
  const { models } = useChat();
  const listed = useStore(models, (state) => listedModel(state.lists, lane)?.name);
  const answered = useConversation((state) => answeredName(state, lane));
  const hidden = useBlindLabel(lane.id);
  if (hidden !== null) return hidden;
  if (lane.modelId === null) return text.chat.lane.noModel;
  return listed ?? answered ?? lane.modelId;
}

/** What to call the models of all lanes. Keeps its identity while lanes and lists do. */
export function useLaneNames(): ReadonlyMap<LaneId, string> {
  const { models, store } = useChat();
  const lists = useStore(models, (state) => state.lists);
  const lanes = useConversation((state) => state.lanes);
  const hidden = useBlind();
  return useMemo(() => {
    const state = store.state.getState();
    const nameOf = (lane: Lane) =>
      listedModel(lists, lane)?.name ?? answeredName(state, lane) ?? lane.modelId ?? text.chat.lane.noModel;
    return new Map(lanes.map(({ lane }) => [lane.id, hidden ? blindLabel(state, lane.id) : nameOf(lane)]));
  }, [hidden, lanes, lists, store]);
}
