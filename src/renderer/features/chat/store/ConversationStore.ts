/**
 * One open conversation: its state, and everything that can be done with it. Streams are applied at most once a frame, so a
 * burst of batches costs one render; nothing here touches the DOM, and time and frames are parameters. A request that main
 * refuses becomes the notice above the composer; nothing a person wrote is ever dropped.
 */
import type { VirtualItem } from '@tanstack/react-virtual';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Conversation, Lane, Message } from '../../../../shared/conversation.ts';
import type { ConversationId, LaneId, MessageId } from '../../../../shared/ids.ts';
import type { EventPayloads } from '../../../../shared/ipc/events.ts';
import type { LanePage, RouteInput } from '../../../../shared/ipc/routes.ts';
import type { ContextStrategy, Parameters } from '../../../../shared/parameters.ts';
import type { Client } from '../../../app/client.ts';
import { errorInfoOf } from '../../../app/client.ts';
import { inBlindOrder } from '../compare/blindOrder.ts';
import type { ConversationState } from './conversationState.ts';
import {
  allGrowingIn,
  initialState,
  laneOf,
  loadingOlder,
  opened,
  settingsOf,
  withLane,
  withLanePage,
  withLive,
  withMessages,
  withOlderPage,
} from './conversationState.ts';
import { needsReread, rebaseReply } from './liveReply.ts';
import { confirmPending, pendingPrompt, withPending, withoutPending } from './pendingPrompt.ts';
import { busyInfo, refuse } from './refusals.ts';
import { RunInbox } from './RunInbox.ts';
import { targetedLanes } from './targets.ts';

/** Messages read at once. */
const pageLength = 60;
export type ModelChoice = Pick<Lane, 'connectionId' | 'modelId'>;

/** A place in a lane: the offset in pixels, and the rows measured so far, so that it means the same place again. */
export interface ReadingPosition {
  readonly offset: number;
  readonly rows: readonly VirtualItem[];
}

/** A list that is scrolled: that of one lane, or the one of the turns of all lanes. */
export type ReadingPlace = LaneId | 'turns';

export interface ConversationStoreOptions {
  readonly id: ConversationId;
  readonly client: Client;
  readonly clock: Clock;
  /** Calls back before the next paint, or soon when nothing is painted. */
  readonly onNextFrame: (callback: () => void) => void;
}

export class ConversationStore {
  readonly id: ConversationId;
  readonly state: StoreApi<ConversationState> = createStore<ConversationState>(() => initialState);
  /** For deeds that stand in files of their own. */
  readonly client: Client;
  readonly #clock: Clock;
  readonly #inbox: RunInbox;
  readonly #rereading = new Set<MessageId>();
  /** What was typed into edits that were left without saving, so that nothing a person wrote is lost while the chat is open. */
  readonly editDrafts = new Map<MessageId, string>();
  #moved = false;

  constructor({ id, client, clock, onNextFrame }: ConversationStoreOptions) {
    this.id = id;
    this.client = client;
    this.#clock = clock;
    this.#inbox = new RunInbox(onNextFrame, () => {
      this.#applyInbox('frame');
    });
  }

  /** Where a list was left while it was not at its end; undefined means: at its end. */
  readonly #reading = new Map<ReadingPlace, ReadingPosition>();

  /** True while something is under way that closing the store would lose sight of. */
  get busy(): boolean {
    const { sending, live } = this.state.getState();
    return sending || live.size > 0;
  }

  /** Reads the newest part of every lane. */
  async open(): Promise<void> {
    try {
      const answer = await this.client.request('conversations.open', { id: this.id, limit: pageLength });
      this.change((state) => opened(state, answer));
    } catch (caught) {
      this.change((state) => ({ ...state, phase: { kind: 'failed', error: errorInfoOf(caught) } }));
    }
  }

  /**
   * Lanes or branches changed elsewhere: in main, or in another window. A prompt that is on its way is waited for, because its
   * own answer says where it stands.
   */
  async reread(): Promise<void> {
    this.#moved = this.state.getState().sending;
    if (this.#moved) return;
    await this.attempt(async () => {
      const answer = await this.client.request('conversations.open', { id: this.id, limit: pageLength });
      this.change((state) => opened(state, answer));
    });
  }

  /** Takes in a batch of a live reply; it shows with the next frame. */
  receive({ messageId, seq, events }: EventPayloads['run.updated']): void {
    this.#inbox.add(messageId, { seq, events });
  }

  /** Takes in a message as main says it is now. */
  receiveMessage(message: Message): void {
    this.#applyInbox('all');
    this.change((state) => withMessages(state, [message]));
  }

  /** Takes in what main says of the conversation as a whole. */
  receiveConversation(conversation: Conversation): void {
    this.change((state) => ({ ...state, settings: settingsOf(conversation) }));
    // Back from the trash.
    if (this.state.getState().phase.kind === 'failed' && conversation.trashedAt === null) void this.open();
  }

  /** Reads the page above what is loaded of a lane. Does nothing while that is under way or at the top. */
  async loadOlder(laneId: LaneId): Promise<void> {
    const view = laneOf(this.state.getState(), laneId);
    const beforeId = view?.path[0]?.id;
    if (view === undefined || beforeId === undefined || !view.hasMore || view.loadingOlder) return;
    this.change((state) => loadingOlder(state, laneId, true));
    try {
      const page = await this.client.request('messages.page', { laneId, beforeId, limit: pageLength });
      this.change((state) => withOlderPage(state, laneId, beforeId, page));
    } catch (caught) {
      this.change((state) => ({ ...loadingOlder(state, laneId, false), notice: errorInfoOf(caught) }));
    }
  }

  /** Sends one prompt to every lane that was not left out. Resolves to false when it was refused; then all of it belongs back into the composer. */
  async send(text: string, attachments: readonly AttachmentRef[] = []): Promise<boolean> {
    const { sending } = this.state.getState();
    const lanes = targetedLanes(this.state.getState());
    const refusal = sending ? busyInfo : refuse(text, attachments, lanes);
    if (refusal !== null) {
      this.change((state) => ({ ...state, notice: refusal }));
      return false;
    }
    const now = this.#clock.now();
    const pending = pendingPrompt({ conversationId: this.id, lanes, text, attachments, now });
    this.change((state) => withPending(state, pending));
    try {
      const answer = await this.client.request('chat.send', {
        conversationId: this.id,
        turnId: pending.turnId,
        laneIds: lanes.map((view) => view.lane.id),
        text,
        ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
      });
      this.change((state) => confirmPending(state, pending, answer));
      return true;
    } catch (caught) {
      this.change((state) => ({ ...withoutPending(state, pending), notice: errorInfoOf(caught) }));
      return false;
    } finally {
      if (this.#moved) void this.reread();
    }
  }

  /** Stops the reply of one lane, or of all of them. */
  async stop(laneId?: LaneId): Promise<void> {
    const state = this.state.getState();
    const views = state.lanes.filter((view) => laneId === undefined || view.lane.id === laneId);
    const ids = new Set(views.flatMap((view) => allGrowingIn(state, view)));
    await Promise.all(
      [...ids].map(async (id) => {
        await this.attempt(() => this.client.request('chat.stop', { messageId: id }));
      }),
    );
  }

  /** Makes a lane follow another branch. */
  async selectBranch(laneId: LaneId, messageId: MessageId): Promise<boolean> {
    const input: RouteInput<'lanes.selectBranch'> = { id: laneId, messageId, limit: pageLength };
    return this.move(() => this.client.request('lanes.selectBranch', input));
  }

  /** Sets the parameters of one lane. Rejects with `RequestError`. */
  async configureLane(laneId: LaneId, parameters: Parameters): Promise<void> {
    await this.client.request('lanes.configure', { id: laneId, parameters });
    this.change((state) => withLane(state, laneId, { parameters }));
  }

  /** Sets what counts for all lanes. Rejects with `RequestError`. */
  async configure(parameters: Parameters, contextStrategy: ContextStrategy): Promise<void> {
    await this.client.request('conversations.configure', { id: this.id, parameters, contextStrategy });
    this.change((state) => ({ ...state, settings: { ...state.settings, parameters, contextStrategy } }));
  }

  /** Where the reader left this list, when that was not its end. */
  readingPosition(place: ReadingPlace): ReadingPosition | undefined {
    return this.#reading.get(place);
  }

  /** Remembers where the reader leaves a list; null means at its end, where a fresh look begins anyway. */
  rememberPosition(place: ReadingPlace, position: ReadingPosition | null): void {
    if (position === null) this.#reading.delete(place);
    else this.#reading.set(place, position);
  }

  /** Takes the notice away. */
  dismissNotice(): void {
    this.change((state) => ({ ...state, notice: null }));
  }

  /** Every change goes through here: what waited for a message to be known may be applicable afterwards. */
  change(step: (state: ConversationState) => ConversationState): void {
    this.#set(step(this.state.getState()));
    this.#inbox.askFrame();
  }

  /** Does something that main may refuse; then the reason stands above the composer and the answer is false. */
  async attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (caught) {
      this.change((state) => ({ ...state, notice: errorInfoOf(caught) }));
      return false;
    }
  }

  /** The same for what moves a lane to another path. */
  async move(action: () => Promise<LanePage>): Promise<boolean> {
    return this.attempt(async () => {
      const lanePage = await action();
      this.change((state) => ({ ...withLanePage(state, lanePage), notice: null, trashed: null }));
    });
  }

  #set(changed: ConversationState): void {
    const state = inBlindOrder(changed);
    this.state.setState(state, true);
    for (const [id, live] of state.live) if (needsReread(live)) void this.#reread(id);
  }

  #applyInbox(share: 'all' | 'frame'): void {
    const before = this.state.getState();
    const after = this.#inbox.applyTo(before, share);
    if (after !== before) this.#set(after);
  }

  async #reread(messageId: MessageId): Promise<void> {
    if (this.#rereading.has(messageId)) return;
    this.#rereading.add(messageId);
    try {
      const { message, live } = await this.client.request('messages.get', { id: messageId });
      this.change((state) => {
        const known = state.live.get(messageId);
        if (known === undefined) return state;
        if (live === null || message.role === 'user') return withMessages(state, [message]);
        return withLive(state, messageId, rebaseReply(known, message, live.seq));
      });
    } catch {
      // The end of the reply brings the whole message in any case; until then it shows what is certain.
    } finally {
      this.#rereading.delete(messageId);
    }
  }
}
