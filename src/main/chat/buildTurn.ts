import type { AttachmentRef } from '../../shared/attachment.ts';
import type { AssistantMessage, ModelRef, UserMessage } from '../../shared/conversation.ts';
import type { ConversationId, DeviceId, LaneId, MessageId, TurnId } from '../../shared/ids.ts';
import { newId } from '../../shared/ids.ts';
import { emptyReply } from '../../shared/stream.ts';
import type { NewTurn } from '../history/History.ts';

/** One lane's part in a turn: who answers, and after which message. */
export interface Ask {
  readonly laneId: LaneId;
  readonly parentId: MessageId | null;
  readonly model: ModelRef;
  /** The reply that this one goes on from, and its words so far. */
  readonly begins?: { readonly of: MessageId; readonly text: string };
}

interface TurnParts {
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly deviceId: DeviceId;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The prompt, or null when what is asked about is in the tree already (a retry). */
  readonly text: string | null;
  /** Files that go with the prompt. */
  readonly attachments?: readonly AttachmentRef[];
  /** The replies that the prompt brings together. */
  readonly sources?: readonly MessageId[];
  readonly asks: readonly Ask[];
}

/**
 * The rows of a turn. Lanes that stand at the same message share one prompt; each lane gets a reply of its own, which
 * becomes its head.
 */
export function buildTurn(turn: TurnParts): NewTurn {
  const { conversationId, turnId, deviceId, now, text, attachments = [], sources = [], asks } = turn;
  const common = { conversationId, turnId, deviceId, createdAt: now, updatedAt: now };
  const prompts = new Map<MessageId | null, UserMessage>();
  const promptUnder = (parentId: MessageId | null, words: string): MessageId => {
    const known = prompts.get(parentId);
    if (known !== undefined) return known.id;
    const id = newId<MessageId>();
    prompts.set(parentId, {
      ...common,
      id,
      parentId,
      role: 'user',
      parts: words === '' ? [] : [{ type: 'text', block: 0, text: words }],
      ...(attachments.length > 0 && { attachments: [...attachments] }),
      ...(sources.length > 0 && { sources: [...sources] }),
    });
    return id;
  };
  // All prompts are made first, so that their ids sort before those of the replies.
  const parents = asks.map(({ parentId }) => (text === null ? parentId : promptUnder(parentId, text)));
  const replies = asks.map(({ laneId, model, begins }, index): AssistantMessage => ({
    ...common,
    id: newId<MessageId>(),
    parentId: parents[index] ?? null,
    role: 'assistant',
    laneId,
    model,
    status: 'streaming',
    ...emptyReply,
    parts: begins === undefined ? [] : [{ type: 'text', block: 0, text: begins.text }],
    ...(begins !== undefined && { origin: { kind: 'continued', of: begins.of } as const }),
    error: null,
    timing: { startedAt: now, firstDeltaAt: null, endedAt: null },
  }));
  return {
    conversationId,
    prompts: [...prompts.values()],
    replies,
    heads: replies.map(({ laneId, id }) => ({ laneId, headId: id })),
  };
}
