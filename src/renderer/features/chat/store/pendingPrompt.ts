/**
 * The prompt between Enter and the disk. It is shown at once under an id made here, as one message per distinct head, just
 * as main will store it; main's answer takes its place without a flicker, and a refusal takes it off again.
 */
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { UserMessage } from '../../../../shared/conversation.ts';
import type { ConversationId, DeviceId, LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import type { ConversationState, LaneView, PathItem } from './conversationState.ts';
import { withMessages } from './conversationState.ts';

/** A prompt that main has not confirmed yet, and where it stands. */
export interface PendingPrompt {
  readonly turnId: TurnId;
  readonly messages: readonly UserMessage[];
  readonly byLane: ReadonlyMap<LaneId, MessageId>;
}

interface NewPrompt {
  readonly conversationId: ConversationId;
  readonly lanes: readonly LaneView[];
  readonly text: string;
  readonly attachments: readonly AttachmentRef[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Makes the messages of a prompt that is about to be sent. */
export function pendingPrompt({ conversationId, lanes, text, attachments, now }: NewPrompt): PendingPrompt {
  const turnId = newId<TurnId>();
  // The device is main's to say; nothing reads it before main's own row replaces this one.
  const deviceId = newId<DeviceId>();
  const byHead = new Map<MessageId | null, UserMessage>();
  const byLane = new Map<LaneId, MessageId>();
  for (const { lane, path } of lanes) {
    const parentId = path.at(-1)?.id ?? null;
    const message = byHead.get(parentId) ?? {
      id: newId<MessageId>(),
      conversationId,
      parentId,
      turnId,
      createdAt: now,
      updatedAt: now,
      deviceId,
      role: 'user' as const,
      parts: [{ type: 'text' as const, block: 0, text }],
      ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
    };
    byHead.set(parentId, message);
    byLane.set(lane.id, message.id);
  }
  return { turnId, messages: [...byHead.values()], byLane };
}

/** Shows the prompt at the end of its lanes. */
export function withPending(state: ConversationState, pending: PendingPrompt): ConversationState {
  return {
    ...withMessages(state, pending.messages),
    sending: true,
    notice: null,
    trashed: null,
    switches: new Map(),
    takenOff: null,
    lanes: state.lanes.map((view) => {
      const id = pending.byLane.get(view.lane.id);
      return id === undefined ? view : { ...view, path: [...view.path, { key: id, id, siblingIds: [id] }] };
    }),
  };
}

/** Takes the prompt off again: it was refused, or main's own rows are about to take its place. */
export function withoutPending(state: ConversationState, pending: PendingPrompt): ConversationState {
  const gone = new Set(pending.messages.map((message) => message.id));
  return {
    ...state,
    sending: false,
    messages: new Map([...state.messages].filter(([id]) => !gone.has(id))),
    lanes: state.lanes.map((view) => {
      const path = view.path.filter((item) => !gone.has(item.id));
      return path.length === view.path.length ? view : { ...view, path };
    }),
  };
}

/** Puts main's rows where the pending prompt stood; the prompt keeps its key, so its element stays in place. */
export function confirmPending(
  state: ConversationState,
  pending: PendingPrompt,
  { entries }: RouteOutput<'chat.send'>,
): ConversationState {
  const added = new Map(entries.map((entry) => [entry.laneId, entry.added]));
  const cleared = withoutPending(state, pending);
  const next = withMessages(
    cleared,
    entries.flatMap((entry) => entry.added.map(({ message }) => message)),
  );
  return {
    ...next,
    lanes: next.lanes.map((view) => {
      const fresh = added.get(view.lane.id) ?? [];
      if (fresh.length === 0) return view;
      const items = fresh.map(({ message, siblingIds }): PathItem => {
        const kept = message.role === 'user' ? pending.byLane.get(view.lane.id) : undefined;
        return { key: kept ?? message.id, id: message.id, siblingIds };
      });
      const lane = { ...view.lane, headId: items.at(-1)?.id ?? view.lane.headId };
      // Main may have told of the move already.
      const before = view.path.filter(({ id }) => !items.some((item) => item.id === id));
      return { ...view, lane, path: [...before, ...items] };
    }),
  };
}
