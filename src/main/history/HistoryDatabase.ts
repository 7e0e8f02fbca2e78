/**
 * The history as a synchronous object over one open database: every method of the port, each a transaction where it writes
 * more than one row. Runs in a worker, and directly in tests.
 */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { Connection } from '../../shared/connection.ts';
import type { AssistantMessage, Conversation, Lane, Message, PathPage } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  PipelineRunId,
  TabId,
  VoteId,
  WindowId,
} from '../../shared/ids.ts';
import type { Inspection } from '../../shared/inspection.ts';
import type { LanePage, SearchHit } from '../../shared/ipc/routes.ts';
import type { Total } from '../../shared/money.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { QueuedPrompt } from '../../shared/queue.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import type { Settings, Tab } from '../../shared/settings.ts';
import { plainText } from '../../shared/stream.ts';
import type { ConversationTree, TrashedBranch } from '../../shared/tree.ts';
import type { Vote } from '../../shared/vote.ts';
import type { NotedModel } from '../models/MemoryModelNotes.ts';
import { restoreBranch, trashBranch } from './branchTrash.ts';
import { openForReading, openForWriting } from './databaseFile.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type {
  ConversationArchive,
  ConversationChange,
  CostEntry,
  CostGroup,
  CostQuery,
  JournalEntry,
  LaneChange,
  ListConversations,
  NewTurn,
  SearchMessages,
  StoredAttachment,
  StoredConversation,
} from './History.ts';
import type { HistoryOperations } from './HistoryOperations.ts';
import { migrations } from './migrations/migrations.ts';
import { recover } from './recover.ts';
import { MetaRepository } from './repositories/MetaRepository.ts';
import { openRepositories } from './repositories/openRepositories.ts';
import type { Repositories } from './repositories/openRepositories.ts';
import type { SqliteDriver } from './SqliteDriver.ts';
import { notFound } from './stored.ts';

type Now = () => number;

export class HistoryDatabase implements HistoryOperations {
  /** The device whose changes are written here. */
  readonly deviceId: DeviceId;
  readonly #database: SqliteDriver;
  readonly #now: Now;
  readonly #stored: Repositories;

  private constructor(database: SqliteDriver, now: Now) {
    this.deviceId = new MetaRepository(database).deviceId();
    this.#database = database;
    this.#now = now;
    this.#stored = openRepositories(database, this.deviceId);
  }

  /** Opens for everything: migrates, and ends what a crash left open. Throws an `AppError` and leaves nothing open. */
  static open(location: HistoryLocation, now: Now = Date.now): HistoryDatabase {
    const database = openForWriting(location, migrations);
    return HistoryDatabase.#closingOnError(database, () => {
      new MetaRepository(database).noteOpened(now());
      const history = new HistoryDatabase(database, now);
      recover(database, history.#stored);
      return history;
    });
  }

  /** Opens a second, read-only view of a file that is open already: for searches that must not hold up the journal. */
  static openReader(location: HistoryLocation & { readonly kind: 'file' }): HistoryDatabase {
    const database = openForReading(location);
    return HistoryDatabase.#closingOnError(database, () => new HistoryDatabase(database, Date.now));
  }

  static #closingOnError(database: SqliteDriver, make: () => HistoryDatabase): HistoryDatabase {
    try {
      return make();
    } catch (error) {
      database.close();
      throw error;
    }
  }

  listConnections(): readonly Connection[] {
    return this.#stored.connections.list();
  }

  saveConnection(connection: Connection): void {
    this.#stored.connections.save(connection);
  }

  deleteConnection(id: ConnectionId): void {
    this.#database.transaction(() => {
      this.#stored.connections.delete(id);
      this.#stored.modelNotes.deleteAll(id);
    });
  }

  loadSettings(): Settings {
    return this.#stored.settings.load();
  }

  saveSettings(settings: Settings): void {
    this.#stored.settings.save(settings, this.#now());
  }

  listTabs(): readonly Tab[] {
    return this.#stored.tabs.list();
  }

  saveTabs(tabs: readonly Tab[], windowId?: WindowId): void {
    this.#database.transaction(() => {
      const held = this.#stored.tabs.list().map((tab) => tab.conversationId);
      this.#stored.tabs.replace(tabs, windowId ?? null);
      // Only what a tab held before: a conversation that was just created may not have reached its tab yet.
      this.#stored.conversations.dropEmpty(held);
    });
  }

  saveDraft(tabId: TabId, draft: string, attachments?: readonly AttachmentRef[]): void {
    this.#stored.tabs.saveDraft(tabId, { draft, attachments }, this.#now());
  }

  createConversation(conversation: Conversation, lanes: readonly Lane[]): void {
    this.#database.transaction(() => {
      this.#stored.conversations.insert(conversation);
      for (const lane of lanes) this.#stored.lanes.insert(lane, this.#now());
    });
  }

  getConversation(id: ConversationId): StoredConversation {
    return this.#stored.conversations.get(id);
  }

  listConversations(options: ListConversations): readonly StoredConversation[] {
    return this.#stored.conversations.list(options);
  }

  updateConversation(id: ConversationId, change: ConversationChange, now: number): StoredConversation {
    return this.#database.transaction(() => {
      const { conversation } = this.#stored.conversations.get(id);
      this.#stored.conversations.update({ ...conversation, ...change, deviceId: this.deviceId }, now);
      return this.#stored.conversations.get(id);
    });
  }

  purgeConversation(id: ConversationId): void {
    this.#database.transaction(() => {
      if (this.#stored.conversations.get(id).conversation.trashedAt === null) {
        throw new AppError('internal', 'Only a conversation in the trash can be deleted for good.');
      }
      this.#stored.search.removeAll(id);
      this.#stored.lanes.deleteAll(id);
      this.#stored.messages.deleteAll(id);
      this.#stored.conversations.delete(id);
    });
  }

  search(options: SearchMessages): readonly SearchHit[] {
    return this.#stored.search.find(options);
  }

  readArchive(id: ConversationId): ConversationArchive {
    return this.#database.transaction(() => ({
      conversation: this.#stored.conversations.get(id).conversation,
      lanes: this.#stored.lanes.list(id),
      messages: this.#stored.messages.listAll(id),
    }));
  }

  listLanes(id: ConversationId): readonly Lane[] {
    return this.#stored.lanes.list(id);
  }

  getLane(id: LaneId): Lane {
    return this.#stored.lanes.get(id);
  }

  addLane(lane: Lane): void {
    this.#stored.lanes.insert(lane, this.#now());
  }

  updateLane(id: LaneId, change: LaneChange): Lane {
    const lane = { ...this.#stored.lanes.get(id), ...change };
    this.#stored.lanes.update(lane, this.#now());
    return lane;
  }

  removeLane(id: LaneId): void {
    const { conversationId } = this.#stored.lanes.get(id);
    if (this.#stored.lanes.list(conversationId).length === 1) {
      throw new AppError('internal', 'The last lane of a conversation cannot be removed.');
    }
    this.#stored.lanes.delete(id);
  }

  selectBranch(id: LaneId, messageId: MessageId, limit: number): LanePage {
    const headId = this.#stored.messages.newestLeaf(messageId, this.#stored.lanes.get(id));
    return { lane: this.updateLane(id, { headId }), page: this.#stored.messages.readPage(headId, limit) };
  }

  getMessage(id: MessageId): Message {
    return this.#stored.messages.get(id);
  }

  readLane(id: LaneId, limit: number, beforeId?: MessageId): PathPage {
    const lane = this.#stored.lanes.get(id);
    const last = beforeId === undefined ? lane.headId : this.#stored.messages.get(beforeId).parentId;
    return this.#stored.messages.readPage(last, limit);
  }

  readPath(id: MessageId): readonly Message[] {
    return this.#stored.messages.readPath(id);
  }

  beginTurn({ conversationId, prompts, replies, heads, run }: NewTurn): void {
    this.#database.transaction(() => {
      this.#assertParents([...prompts, ...replies]);
      for (const message of [...prompts, ...replies]) {
        const seq = this.#stored.messages.insert(message);
        const isFinal = message.role === 'user' || message.status !== 'streaming';
        if (isFinal) this.#stored.search.index(seq, plainText(message.parts));
        this.#stored.conversations.touch(conversationId, message.createdAt);
      }
      for (const { laneId, headId } of heads) {
        this.#stored.lanes.setHead({ id: laneId, conversationId, headId }, this.#now());
      }
      if (run !== undefined) this.#stored.pipelineRuns.save(run, this.#now());
    });
  }

  appendJournal(entries: readonly JournalEntry[]): void {
    this.#database.transaction(() => {
      for (const entry of entries) this.#stored.journal.append(entry, this.#now());
    });
  }

  finishReply(reply: AssistantMessage): void {
    this.#database.transaction(() => {
      const found = this.#stored.messages.find(reply.id);
      if (found === null) throw notFound('message');
      this.#stored.messages.updateReply(reply);
      this.#stored.search.index(found.seq, plainText(reply.parts));
      this.#stored.costs.save(reply);
      this.#stored.journal.drop(reply.id);
    });
  }

  saveAttachment(attachment: StoredAttachment): void {
    this.#stored.attachments.save(attachment);
  }

  readAttachment(hash: ContentHash): StoredAttachment {
    return this.#stored.attachments.read(hash);
  }

  listModelNotes(): readonly NotedModel[] {
    return this.#stored.modelNotes.list();
  }

  saveModelNotes(model: NotedModel): void {
    this.#stored.modelNotes.save(model, this.#now());
  }

  saveCost(entry: CostEntry): void {
    this.#stored.costs.add(entry);
  }

  sumCosts(query: CostQuery): Total {
    return this.#stored.costs.sum(query);
  }

  sumCostsByConnection(query: CostQuery): readonly CostGroup[] {
    return this.#stored.costs.sumByConnection(query);
  }

  sumCostsByDay(days: readonly number[]): readonly CostGroup[] {
    return this.#stored.costs.sumByDay(days);
  }

  saveInspection(id: MessageId, inspection: Inspection): void {
    this.#stored.inspections.save(id, inspection);
  }

  readInspection(id: MessageId): Inspection | null {
    return this.#stored.inspections.read(id);
  }

  trashBranch(rootId: MessageId, now: number): TrashedBranch {
    return this.#database.transaction(() => trashBranch(this.#stored, rootId, now));
  }

  restoreBranch(rootId: MessageId): ConversationId {
    return this.#database.transaction(() => restoreBranch(this.#stored, rootId, this.#now()));
  }

  purgeBranch(rootId: MessageId): ConversationId {
    return this.#database.transaction(() => {
      const branch = this.#stored.branches.get(rootId);
      this.#stored.branches.purge(branch);
      return branch.conversationId;
    });
  }

  listTrashedBranches(): readonly TrashedBranch[] {
    return this.#stored.branches.list();
  }

  readTree(id: ConversationId): ConversationTree {
    return this.#database.transaction(() => this.#stored.tree.read(id, this.#stored.lanes.list(id)));
  }

  listReplies(id: ConversationId, limit: number): readonly AssistantMessage[] {
    return this.#stored.messages.listReplies(id, limit);
  }

  importArchive({ conversation, lanes, messages }: ConversationArchive): void {
    this.#database.transaction(() => {
      this.#stored.conversations.insert(conversation);
      for (const message of messages) {
        const seq = this.#stored.messages.insert(message);
        this.#stored.search.index(seq, plainText(message.parts));
        this.#stored.conversations.touch(conversation.id, message.createdAt);
      }
      for (const lane of lanes) this.#stored.lanes.insert(lane, this.#now());
    });
  }

  importCosts(replies: readonly AssistantMessage[]): void {
    this.#database.transaction(() => {
      for (const reply of replies) this.#stored.costs.save(reply);
    });
  }

  listSaved(kind: SavedKind): readonly SavedItem[] {
    return this.#stored.saved.list(kind);
  }

  putSaved(items: readonly SavedItem[]): void {
    this.#database.transaction(() => {
      for (const item of items) this.#stored.saved.put(item);
    });
  }

  deleteSaved(kind: SavedKind, id: string): void {
    this.#stored.saved.delete(kind, id);
  }

  readQueue(id: ConversationId): readonly QueuedPrompt[] {
    return this.#stored.queues.read(id);
  }

  saveQueue(id: ConversationId, items: readonly QueuedPrompt[]): void {
    this.#database.transaction(() => {
      this.#stored.queues.replace(id, items);
    });
  }

  listQueues(): readonly ConversationId[] {
    return this.#stored.queues.listConversations();
  }

  listPipelineRuns(id: ConversationId): readonly PipelineRun[] {
    return this.#stored.pipelineRuns.list(id);
  }

  listRunningPipelines(): readonly PipelineRun[] {
    return this.#stored.pipelineRuns.listRunning();
  }

  getPipelineRun(id: PipelineRunId): PipelineRun {
    return this.#stored.pipelineRuns.get(id);
  }

  savePipelineRun(run: PipelineRun): void {
    this.#stored.pipelineRuns.save(run, this.#now());
  }

  listVotes(): readonly Vote[] {
    return this.#stored.votes.list();
  }

  putVote(vote: Vote): void {
    this.#stored.votes.put(vote);
  }

  deleteVote(id: VoteId): void {
    this.#stored.votes.delete(id);
  }

  /** What hangs on a branch in the trash could not be reached any more: another window has thrown it away meanwhile. */
  #assertParents(added: readonly Message[]): void {
    const own = new Set(added.map(({ id }) => id));
    for (const parentId of new Set(added.map((message) => message.parentId))) {
      if (parentId !== null && !own.has(parentId) && this.#stored.branches.rootOf(parentId) !== null) {
        throw notFound('message');
      }
    }
  }

  /** Moves the write-ahead log into the file, where the connection may write, and closes. */
  close(): void {
    this.#database.close();
  }
}
