/**
 * Where the calls of a stage stand in the tree. A stage is one chain of prompt and reply, call after call in their order, below what
 * the stage before has left; calls that run side by side stand in it alike. What is in its place stays. From the first new reply on
 * the chain is a new branch, so whatever else of the stage has been said already is copied below it: nothing is ever overwritten.
 */
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { AssistantMessage, ModelRef, Step, UserMessage } from '../../shared/conversation.ts';
import { derivedReply, editedReply } from '../../shared/derivedReply.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, DeviceId, LaneId, MessageId, TurnId } from '../../shared/ids.ts';
import { emptyReply, plainText } from '../../shared/stream.ts';

/** What a call has been asked and has said. */
export interface Exchange {
  readonly prompt: UserMessage;
  readonly reply: AssistantMessage;
}

/** One call of the stage: what is to become of it, and what there is of it already. */
export interface LaidCall {
  readonly said: Exchange | null;
  readonly deed:
    | { readonly kind: 'keep' }
    | { readonly kind: 'edit'; readonly text: string }
    | {
        readonly kind: 'ask';
        readonly step: Step;
        readonly text: string;
        readonly model: ModelRef;
        readonly attachments: readonly AttachmentRef[];
      };
}

/** Where and by whom rows are written. `now` is milliseconds since 1970. */
export interface Place {
  readonly conversationId: ConversationId;
  readonly laneId: LaneId;
  readonly deviceId: DeviceId;
  readonly now: number;
}

/** The rows to write, the end of the chain, and for every call the reply that it has now; null for one that was never asked. */
export interface LaidStage {
  readonly prompts: readonly UserMessage[];
  readonly replies: readonly AssistantMessage[];
  readonly headId: MessageId;
  readonly replyIds: readonly (MessageId | null)[];
}

type Ask = Extract<LaidCall['deed'], { kind: 'ask' }>;

function words(text: string): UserMessage['parts'] {
  return text === '' ? [] : [{ type: 'text', block: 0, text }];
}

function row({ conversationId, deviceId, now }: Place) {
  return { id: newId<MessageId>(), conversationId, deviceId, createdAt: now, updatedAt: now };
}

/** The prompt of a call as a new row: that of a call to ask, or the earlier one once more. */
function newPrompt({ said, deed }: LaidCall, parentId: MessageId, place: Place): UserMessage | null {
  const common = { ...row(place), parentId, turnId: newId<TurnId>(), role: 'user' as const };
  if (deed.kind === 'ask') {
    const { step, text, attachments } = deed;
    const asked = { ...step, final: false };
    return {
      ...common,
      parts: words(text),
      step: asked,
      ...(attachments.length > 0 && { attachments: [...attachments] }),
    };
  }
  return said === null ? null : { ...said.prompt, ...common };
}

function askedReply({ model, step }: Ask, prompt: UserMessage, place: Place): AssistantMessage {
  return {
    ...row(place),
    parentId: prompt.id,
    turnId: prompt.turnId,
    role: 'assistant',
    laneId: place.laneId,
    model,
    status: 'streaming',
    ...emptyReply,
    parts: [],
    step,
    error: null,
    timing: { startedAt: place.now, firstDeltaAt: null, endedAt: null },
  };
}

/** What was said, once more: its words and how it ended, but nothing of what it took. */
function copiedReply(reply: AssistantMessage, place: Place): AssistantMessage {
  const { status, error, stopReason, parts, notices } = reply;
  const copy = derivedReply(
    reply,
    { text: plainText(parts), origin: { kind: 'copied', of: reply.id } },
    place,
  );
  return { ...copy, status, error, stopReason, parts, ...(notices !== undefined && { notices }) };
}

function newReply({ said, deed }: LaidCall, prompt: UserMessage, place: Place): AssistantMessage | null {
  if (deed.kind === 'ask') return askedReply(deed, prompt, place);
  if (said === null) return null;
  const made =
    deed.kind === 'edit' ? editedReply(said.reply, deed.text, place) : copiedReply(said.reply, place);
  return { ...made, parentId: prompt.id, turnId: prompt.turnId };
}

/** Lays the calls of one stage below `base`, in their order. */
export function layStage(calls: readonly LaidCall[], base: MessageId, place: Place): LaidStage {
  const prompts: UserMessage[] = [];
  const replies: AssistantMessage[] = [];
  let headId = base;
  const replyIds = calls.map((call): MessageId | null => {
    const { said, deed } = call;
    const inPlace = said !== null && said.prompt.parentId === headId;
    if (deed.kind === 'keep' && inPlace) {
      headId = said.reply.id;
      return said.reply.id;
    }
    const prompt = inPlace ? said.prompt : newPrompt(call, headId, place);
    const reply = prompt === null ? null : newReply(call, prompt, place);
    if (prompt === null || reply === null) return null;
    if (!inPlace) prompts.push(prompt);
    replies.push(reply);
    headId = reply.id;
    return reply.id;
  });
  return { prompts, replies, headId, replyIds };
}
