import { useStore } from 'zustand';
import type { Lane } from '../../../../shared/conversation.ts';
import type { ModelsState } from '../../../app/stores/modelsStore.ts';
import { text } from '../../../app/text/text.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { laneOf, messageOf } from '../store/conversationState.ts';

type Choice = Pick<Lane, 'connectionId' | 'modelId'>;

/** The name on the connection's model list, where that has been read. */
function listedName(lists: ModelsState['lists'], { connectionId, modelId }: Choice): string | undefined {
  if (connectionId === null) return undefined;
  return lists.get(connectionId)?.models.find((model) => model.id === modelId)?.name;
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

/** What to call the model of a lane: its name as far as anything is known of it, else its id. */
export function useLaneName(lane: Lane): string {
  const { models } = useChat();
  const listed = useStore(models, (state) => listedName(state.lists, lane));
  const answered = useConversation((state) => answeredName(state, lane));
  if (lane.modelId === null) return text.chat.lane.noModel;
  return listed ?? answered ?? lane.modelId;
}
