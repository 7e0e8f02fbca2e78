/**
 * The port to a person's history. Everything above it works on this interface; behind it stands a SQLCipher database in a
 * worker thread. All methods reject with an `AppError` whose code begins with `history/`.
 *
 * Messages form a tree and are never overwritten by an edit; a lane points at a leaf. A reply that streams is a row with
 * status `streaming` plus the journal of its events, so a crash at any moment loses at most what was not yet journalled.
 */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { Connection } from '../../shared/connection.ts';
import type {
  AssistantMessage,
  Conversation,
  Lane,
  Message,
  PathPage,
  Usage,
  UserMessage,
} from '../../shared/conversation.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  PipelineRunId,
  RunId,
  TabId,
  VoteId,
  WindowId,
} from '../../shared/ids.ts';
import type { Inspection } from '../../shared/inspection.ts';
import type { HistoryState, LanePage, SearchHit } from '../../shared/ipc/routes.ts';
import type { Total } from '../../shared/money.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { QueuedPrompt } from '../../shared/queue.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import type { Settings, Tab } from '../../shared/settings.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import type { ConversationTree, TrashedBranch } from '../../shared/tree.ts';
import type { Vote } from '../../shared/vote.ts';
import type { NotedModel } from '../models/MemoryModelNotes.ts';

/** A conversation with what the sidebar says of it. */
export interface StoredConversation {
  readonly conversation: Conversation;
  readonly laneCount: number;
}

/** A conversation and everything in it: what a transcript is made from. Messages are in the order of their ids. */
export interface ConversationArchive {
  readonly conversation: Conversation;
  readonly lanes: readonly Lane[];
  readonly messages: readonly Message[];
}

/** The rows of one broadcast, written in one transaction together with the lanes' new heads. */
export interface NewTurn {
  readonly conversationId: ConversationId;
  readonly prompts: readonly UserMessage[];
  readonly replies: readonly AssistantMessage[];
  readonly heads: readonly { readonly laneId: LaneId; readonly headId: MessageId }[];
  /** The run of a pipeline that the turn belongs to, as it is with these rows: one never stands without the other. */
  readonly run?: PipelineRun;
}

/** A stretch of a live reply's events. `seq` counts from 1 without a gap within a run. */
export interface JournalEntry {
  readonly runId: RunId;
  readonly messageId: MessageId;
  readonly seq: number;
  readonly events: readonly StreamEvent[];
}

/** What a person can change about a conversation. */
export type ConversationChange = Partial<
  Pick<
    Conversation,
    'title' | 'titleSource' | 'pinned' | 'trashedAt' | 'parameters' | 'contextStrategy' | 'view'
  >
>;

/** What can change about a lane. */
export type LaneChange = Partial<Pick<Lane, 'connectionId' | 'modelId' | 'headId' | 'parameters'>>;

export interface ListConversations {
  readonly trashed: boolean;
  readonly before: number | null;
  readonly limit: number;
}

export interface SearchMessages {
  readonly query: string;
  readonly before: number | null;
  readonly limit: number;
}

/** Which replies are added up. Times are milliseconds since 1970; `to` is not included. */
export interface CostQuery {
  readonly conversationId?: ConversationId;
  readonly connectionId?: ConnectionId;
  readonly from?: number;
  readonly to?: number;
}

/** Something that a provider was paid for. */
export interface CostEntry {
  /** The id of the reply, or one of its own. */
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly connectionId: ConnectionId;
  /** When it was asked for, in milliseconds since 1970. */
  readonly askedAt: number;
  readonly usage: Usage;
  /** US dollars; null where the price was not known. */
  readonly usd: number | null;
}

/** Costs of one group. `key` is a connection id, or the start of a day in milliseconds since 1970. */
export interface CostGroup {
  readonly key: string;
  readonly total: Total;
}

/** A stored file without its bytes. */
export interface StoredAttachment {
  readonly hash: ContentHash;
  readonly mediaType: string;
  readonly data: Uint8Array;
}

export interface History {
  /** Where things are kept, as found at the start. */
  readonly state: HistoryState;
  /** This device, as rows name it: made with the database and kept in it. */
  readonly deviceId: DeviceId;

  listConnections(): Promise<readonly Connection[]>;
  saveConnection(connection: Connection): Promise<void>;
  deleteConnection(id: ConnectionId): Promise<void>;

  loadSettings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  listTabs(): Promise<readonly Tab[]>;
  /**
   * Replaces all tabs of a window (left out: the first one). A conversation without a message is dropped with the last tab that held it; one that never had a tab,
   * at the next start. A tab whose conversation is gone is left out.
   */
  saveTabs(tabs: readonly Tab[], windowId?: WindowId): Promise<void>;
  saveDraft(tabId: TabId, draft: string, attachments?: readonly AttachmentRef[]): Promise<void>;

  createConversation(conversation: Conversation, lanes: readonly Lane[]): Promise<void>;
  getConversation(id: ConversationId): Promise<StoredConversation>;
  /**
   * Pinned first, then newest message first. Those without a message are left out. The first page holds all pinned ones,
   * a later one (`before`: `updatedAt` of the last) none. A page may exceed `limit` by what shares its last millisecond.
   */
  listConversations(options: ListConversations): Promise<readonly StoredConversation[]>;
  /** Sets title, pin or trash. `now` becomes its time of change for the merge of histories, not its place in the list. */
  updateConversation(
    id: ConversationId,
    change: ConversationChange,
    now: number,
  ): Promise<StoredConversation>;
  /** Deletes a conversation that is in the trash, with all its messages. */
  purgeConversation(id: ConversationId): Promise<void>;
  /**
   * Newest first; every word must occur, the last one as a prefix, quoted words side by side. Conversations in the trash are
   * left out. `before` is the `createdAt` of the last hit; a page may exceed `limit` by what shares its last millisecond.
   */
  search(options: SearchMessages): Promise<readonly SearchHit[]>;
  readArchive(id: ConversationId): Promise<ConversationArchive>;

  listLanes(id: ConversationId): Promise<readonly Lane[]>;
  getLane(id: LaneId): Promise<Lane>;
  addLane(lane: Lane): Promise<void>;
  updateLane(id: LaneId, change: LaneChange): Promise<Lane>;
  /** Rejects the removal of the last lane. */
  removeLane(id: LaneId): Promise<void>;
  /** Points the lane at the newest leaf below `messageId`, preferring the lane's own replies. */
  selectBranch(id: LaneId, messageId: MessageId, limit: number): Promise<LanePage>;

  getMessage(id: MessageId): Promise<Message>;
  /** The newest `limit` messages of a lane's path, or those above `beforeId`. Oldest first. */
  readLane(id: LaneId, limit: number, beforeId?: MessageId): Promise<PathPage>;
  /** The whole path from the root to `id`, oldest first: the context of a request. */
  readPath(id: MessageId): Promise<readonly Message[]>;

  beginTurn(turn: NewTurn): Promise<void>;
  /** Entries for a reply that does not stream any more are ignored. */
  appendJournal(entries: readonly JournalEntry[]): Promise<void>;
  /** Writes the final form of a reply, indexes its text and drops its journal, in one transaction. */
  finishReply(reply: AssistantMessage): Promise<void>;

  /** Stores bytes under their hash; those that are there already are left as they are. */
  saveAttachment(attachment: StoredAttachment): Promise<void>;
  /** Rejects with `attachment/missing`. What no message, draft or waiting prompt names any more goes at the next start. */
  readAttachment(hash: ContentHash): Promise<StoredAttachment>;

  /** What was noted of models. */
  listModelNotes(): Promise<readonly NotedModel[]>;
  saveModelNotes(model: NotedModel): Promise<void>;

  /** Counts what was used without a reply to show for it: the summary of a full context. */
  saveCost(entry: CostEntry): Promise<void>;
  /** Adds up the costs of replies, by the time at which they were asked for. */
  sumCosts(query: CostQuery): Promise<Total>;
  /** The same, by connection. */
  sumCostsByConnection(query: CostQuery): Promise<readonly CostGroup[]>;
  /** The same, by the given days: the starts of consecutive local days, ascending; the last is the end and has no group. */
  sumCostsByDay(days: readonly number[]): Promise<readonly CostGroup[]>;

  /** Keeps what the inspector shows of a reply. Dropped with the message; only the newest few thousand are kept. */
  saveInspection(id: MessageId, inspection: Inspection): Promise<void>;
  readInspection(id: MessageId): Promise<Inspection | null>;

  /**
   * Puts a message and everything below it into the trash. Lanes that end in it go on at the nearest sibling's newest leaf, or
   * else end at the parent. Rejects with `chat/busy` while a reply streams in it.
   */
  trashBranch(rootId: MessageId, now: number): Promise<TrashedBranch>;
  /** Brings a branch back, with branches of the trash that it hangs on. Lanes that ended in it and have not moved since end there again. */
  restoreBranch(rootId: MessageId): Promise<ConversationId>;
  /** Deletes a branch that is in the trash, with everything that hangs on it. */
  purgeBranch(rootId: MessageId): Promise<ConversationId>;
  listTrashedBranches(): Promise<readonly TrashedBranch[]>;
  /** The tree of a conversation without what is in the trash. */
  readTree(id: ConversationId): Promise<ConversationTree>;
  /** Writes a whole conversation that is not there yet, in one transaction. What its replies have cost is not counted again. */
  importArchive(archive: ConversationArchive): Promise<void>;
  /** Counts what replies have cost that were made elsewhere: the costs of a temporary conversation that is kept. */
  importCosts(replies: readonly AssistantMessage[]): Promise<void>;
  /** The newest replies of a conversation that are not in the trash, newest first. */
  listReplies(id: ConversationId, limit: number): Promise<readonly AssistantMessage[]>;

  listSaved(kind: SavedKind): Promise<readonly SavedItem[]>;
  /** Adds them or replaces those with their ids: all of them or none. */
  putSaved(items: readonly SavedItem[]): Promise<void>;
  deleteSaved(kind: SavedKind, id: string): Promise<void>;

  /** Prompts that wait their turn, in order. */
  readQueue(id: ConversationId): Promise<readonly QueuedPrompt[]>;
  saveQueue(id: ConversationId, items: readonly QueuedPrompt[]): Promise<void>;
  /** Conversations in which something waits. */
  listQueues(): Promise<readonly ConversationId[]>;

  /** Runs of a conversation, oldest first. */
  listPipelineRuns(id: ConversationId): Promise<readonly PipelineRun[]>;
  /** Runs of all conversations that were running when the app ended. */
  listRunningPipelines(): Promise<readonly PipelineRun[]>;
  getPipelineRun(id: PipelineRunId): Promise<PipelineRun>;
  savePipelineRun(run: PipelineRun): Promise<void>;

  listVotes(): Promise<readonly Vote[]>;
  putVote(vote: Vote): Promise<void>;
  deleteVote(id: VoteId): Promise<void>;

  /** Checkpoints and closes. Nothing may be called after it. */
  close(): Promise<void>;
}
