/**
 * What is known of one open conversation, and the pure steps that change it. Settled messages and growing ones are kept
 * apart, so that a frame of a stream copies a map of a few entries however long the conversation is, and every message that
 * did not change keeps its identity. Main owns the truth; this is a cache of the part that can be looked at.
 */
import type { Conversation, Lane, Message, PathEntry } from '../../../../shared/conversation.ts';
import type { ErrorInfo } from '../../../../shared/errors.ts';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import type { LanePage, RouteOutput } from '../../../../shared/ipc/routes.ts';
import type { SwitchReport } from '../../../../shared/preparation.ts';
import type { Queue } from '../../../../shared/queue.ts';
import type { TrashedBranch } from '../../../../shared/tree.ts';
import type { LiveReply } from './liveReply.ts';
import { followReply } from './liveReply.ts';

/** A place on a lane's path. `key` outlives the id: the prompt just sent keeps its place on screen when main names it. */
export interface PathItem {
  readonly key: string;
  readonly id: MessageId;
  readonly siblingIds: readonly MessageId[];
}

/** A lane and the loaded end of its path, oldest first. */
export interface LaneView {
  readonly lane: Lane;
  readonly path: readonly PathItem[];
  readonly hasMore: boolean;
  readonly loadingOlder: boolean;
}

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo }
  | { readonly kind: 'ready' };

/** What a conversation says for all of its lanes. */
export type ConversationSettings = Pick<
  Conversation,
  'parameters' | 'contextStrategy' | 'view' | 'temporary'
>;

/** Lanes that were just taken off the screen, as they stood there, and the one that goes on alone where that was the deed. */
export interface TakenOff {
  readonly lanes: readonly LaneView[];
  readonly kept: LaneId | null;
}

export interface ConversationState {
  readonly phase: Phase;
  readonly settings: ConversationSettings;
  readonly lanes: readonly LaneView[];
  readonly messages: ReadonlyMap<MessageId, Message>;
  readonly live: ReadonlyMap<MessageId, LiveReply>;
  /** A prompt is on its way to main and not yet on disk. */
  readonly sending: boolean;
  /** The lanes that the next prompt does not go to. A lane of which nothing is said here answers. */
  readonly skipped: ReadonlySet<LaneId>;
  /** What an undo would bring back, until something is sent. */
  readonly takenOff: TakenOff | null;
  /** What lanes lose by the model that was chosen for them last, until something is sent. */
  readonly switches: ReadonlyMap<LaneId, SwitchReport>;
  /** Prompts that wait their turn. */
  readonly queue: Queue;
  /** The branch that was thrown away last, until the next deed: what Undo brings back. */
  readonly trashed: TrashedBranch | null;
  /** The last thing that a person asked for and that could not be done; shown above the composer. */
  readonly notice: ErrorInfo | null;
}

export const initialState: ConversationState = {
  phase: { kind: 'loading' },
  settings: {},
  lanes: [],
  messages: new Map(),
  live: new Map(),
  sending: false,
  skipped: new Set(),
  takenOff: null,
  switches: new Map(),
  queue: { items: [], held: null },
  trashed: null,
  notice: null,
};

/** The message as it is at this moment, growing or settled. */
export function messageOf(state: ConversationState, id: MessageId): Message | undefined {
  return state.live.get(id)?.message ?? state.messages.get(id);
}

/** The lane with this id, if it is on the screen. */
export function laneOf(state: ConversationState, id: LaneId): LaneView | undefined {
  return state.lanes.find((view) => view.lane.id === id);
}

/** The replies that grow on a lane's path: one as a rule, several while steps of a pipeline run side by side. */
export function allGrowingIn({ live }: ConversationState, { path }: LaneView): readonly MessageId[] {
  return live.size === 0 ? [] : path.filter(({ id }) => live.has(id)).map(({ id }) => id);
}

/** The last reply that grows on a lane's path, or undefined. */
export function growingIn(state: ConversationState, view: LaneView): MessageId | undefined {
  const last = view.path.at(-1);
  return last !== undefined && state.live.has(last.id) ? last.id : allGrowingIn(state, view).at(-1);
}

/** True while a reply grows in a lane, or a prompt is on its way. */
export function isLaneBusy(state: ConversationState, id: LaneId): boolean {
  const view = laneOf(state, id);
  return state.sending || (view !== undefined && growingIn(state, view) !== undefined);
}

/** True while a reply grows in any lane. */
export function isStreaming(state: ConversationState): boolean {
  return state.lanes.some((view) => growingIn(state, view) !== undefined);
}

function sameVersion(a: Message, b: Message): boolean {
  if (a.role === 'user' || b.role === 'user') return a.updatedAt === b.updatedAt;
  return a.updatedAt === b.updatedAt && a.status === b.status && a.parts.length === b.parts.length;
}

/**
 * Takes in messages as main tells them. A reply that has ended never streams again, so an answer that was overtaken on its
 * way cannot bring one back; a reply that is being followed already is not replaced by a page's older copy.
 */
export function withMessages(
  state: ConversationState,
  incoming: readonly Message[],
  seqs: ReadonlyMap<MessageId, number> = new Map(),
): ConversationState {
  const messages = new Map(state.messages);
  const live = new Map(state.live);
  for (const message of incoming) {
    const known = messages.get(message.id);
    if (message.role === 'assistant' && message.status === 'streaming') {
      if (known === undefined && !live.has(message.id)) {
        live.set(message.id, followReply(message, seqs.get(message.id)));
      }
      continue;
    }
    live.delete(message.id);
    if (known === undefined || !sameVersion(known, message)) messages.set(message.id, message);
  }
  return { ...state, messages, live };
}

function sameIds(a: readonly MessageId[], b: readonly MessageId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function toPath(entries: readonly PathEntry[], known: readonly PathItem[]): PathItem[] {
  const byId = new Map(known.map((item) => [item.id, item]));
  return entries.map(({ message, siblingIds }) => {
    const item = byId.get(message.id);
    if (item !== undefined && sameIds(item.siblingIds, siblingIds)) return item;
    return { key: item?.key ?? message.id, id: message.id, siblingIds };
  });
}

/** Joins a page to what was loaded above it before, so that an answer to a retry does not forget the pages scrolled to. */
function joinPage(view: LaneView | undefined, { lane, page }: LanePage): LaneView {
  const known = view?.path ?? [];
  const first = page.entries[0]?.message.id;
  const seam = known.findIndex((item) => item.id === first);
  return {
    lane,
    path: [...known.slice(0, Math.max(seam, 0)), ...toPath(page.entries, known)],
    hasMore: seam > 0 && view !== undefined ? view.hasMore : page.hasMore,
    loadingOlder: false,
  };
}

/** A new alternative is an alternative in every lane that passes the same place. */
function shareSiblings(view: LaneView, entries: readonly PathEntry[]): LaneView {
  let path = view.path;
  for (const { siblingIds } of entries) {
    const index = path.findIndex((item) => siblingIds.includes(item.id));
    const item = path[index];
    if (item !== undefined && !sameIds(item.siblingIds, siblingIds)) {
      path = path.with(index, { ...item, siblingIds });
    }
  }
  return path === view.path ? view : { ...view, path };
}

/** The part of a conversation that its chat depends on. */
export function settingsOf({
  parameters,
  contextStrategy,
  view,
  temporary,
}: Conversation): ConversationSettings {
  return {
    ...(view === undefined ? {} : { view }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(contextStrategy === undefined ? {} : { contextStrategy }),
  };
}

/** A conversation in the trash cannot be gone on with: its tab says so, as of one that is gone for good. */
const inTrash: Phase = {
  kind: 'failed',
  error: { code: 'history/not-found', message: 'The conversation is in the trash.', retryable: false },
};

/** Everything that `conversations.open` answers. */
export function opened(
  state: ConversationState,
  { conversation, lanes, live }: RouteOutput<'conversations.open'>,
): ConversationState {
  const seqs = new Map(live.map((reply) => [reply.messageId, reply.seq]));
  const messages = lanes.flatMap(({ page }) => page.entries.map((entry) => entry.message));
  return {
    ...withMessages(state, messages, seqs),
    phase: conversation.trashedAt === null ? { kind: 'ready' } : inTrash,
    settings: settingsOf(conversation),
    lanes: lanes.map((lanePage) => joinPage(laneOf(state, lanePage.lane.id), lanePage)),
    // Brought back elsewhere, in the trash or in another window: there is nothing left to undo.
    trashed: messages.some(({ id }) => id === state.trashed?.rootId) ? null : state.trashed,
  };
}

/** The answer to everything that changes where a lane goes: a retry, an edit, another branch, a new lane. */
export function withLanePage(state: ConversationState, lanePage: LanePage): ConversationState {
  const { entries } = lanePage.page;
  const next = withMessages(
    state,
    entries.map((entry) => entry.message),
  );
  const view = joinPage(laneOf(state, lanePage.lane.id), lanePage);
  const others = next.lanes
    .filter(({ lane }) => lane.id !== view.lane.id)
    .map((other) => shareSiblings(other, entries));
  return { ...next, lanes: [...others, view].toSorted((a, b) => a.lane.position - b.lane.position) };
}

function updateLane(
  state: ConversationState,
  id: LaneId,
  change: (view: LaneView) => LaneView,
): ConversationState {
  return { ...state, lanes: state.lanes.map((view) => (view.lane.id === id ? change(view) : view)) };
}

/** Marks that the page above is being read. */
export function loadingOlder(state: ConversationState, id: LaneId, loading: boolean): ConversationState {
  return updateLane(state, id, (view) => ({ ...view, loadingOlder: loading }));
}

/** Puts an older page above the loaded part, unless the lane has gone elsewhere while it was read. */
export function withOlderPage(
  state: ConversationState,
  id: LaneId,
  beforeId: MessageId,
  page: RouteOutput<'messages.page'>,
): ConversationState {
  const next = withMessages(
    state,
    page.entries.map((entry) => entry.message),
  );
  return updateLane(next, id, (view) => {
    if (view.path[0]?.id !== beforeId) return { ...view, loadingOlder: false };
    return {
      ...view,
      path: [...toPath(page.entries, []), ...view.path],
      hasMore: page.hasMore,
      loadingOlder: false,
    };
  });
}

/** Something of a lane's own has changed: its model, its parameters. */
export function withLane(state: ConversationState, id: LaneId, change: Partial<Lane>): ConversationState {
  return updateLane(state, id, (view) => ({ ...view, lane: { ...view.lane, ...change } }));
}

/** Notes what a lane loses by its new model; null takes the note away. */
export function withSwitch(
  state: ConversationState,
  id: LaneId,
  report: SwitchReport | null,
): ConversationState {
  const switches = new Map(state.switches);
  if (report === null) switches.delete(id);
  else switches.set(id, report);
  return { ...state, switches };
}

/** Takes a lane off the screen. */
export function withoutLane(state: ConversationState, id: LaneId): ConversationState {
  return { ...state, lanes: state.lanes.filter((view) => view.lane.id !== id) };
}

/** Replaces the growing state of one reply, or leaves it out once it has settled. */
export function withLive(state: ConversationState, id: MessageId, reply: LiveReply): ConversationState {
  if (state.live.get(id) === reply) return state;
  return { ...state, live: new Map(state.live).set(id, reply) };
}
