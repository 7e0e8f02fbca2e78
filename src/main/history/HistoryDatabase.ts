/**
 * The history as a synchronous object over one open database: every method of the port, each a transaction where it writes
 * more than one row. Runs in a worker, and directly in tests.
 */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { Connection } from '../../shared/connection.ts';
import type { AssistantMessage, Conversation, Lane, Message, PathPage } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId, ConversationId, DeviceId, LaneId, MessageId, TabId } from '../../shared/ids.ts';
import type { Inspection } from '../../shared/inspection.ts';
import type { LanePage, SearchHit } from '../../shared/ipc/routes.ts';
import type { Total } from '../../shared/money.ts';
import type { Settings, Tab } from '../../shared/settings.ts';
import { plainText } from '../../shared/stream.ts';
import type { NotedModel } from '../models/MemoryModelNotes.ts';
import { openForReading, openForWriting } from './databaseFile.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type {
  ConversationArchive,
  ConversationChange,
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
import { AttachmentRepository } from './repositories/AttachmentRepository.ts';
import { ConnectionRepository } from './repositories/ConnectionRepository.ts';
import { ConversationRepository } from './repositories/ConversationRepository.ts';
import { CostRepository } from './repositories/CostRepository.ts';
import { InspectionRepository } from './repositories/InspectionRepository.ts';
import { JournalRepository } from './repositories/JournalRepository.ts';
import { LaneRepository } from './repositories/LaneRepository.ts';
import { MessageRepository } from './repositories/MessageRepository.ts';
import { MetaRepository } from './repositories/MetaRepository.ts';
import { ModelNotesRepository } from './repositories/ModelNotesRepository.ts';
import { SearchRepository } from './repositories/SearchRepository.ts';
import { SettingsRepository } from './repositories/SettingsRepository.ts';
import { TabRepository } from './repositories/TabRepository.ts';
import type { SqliteDriver } from './SqliteDriver.ts';
import { notFound } from './stored.ts';

type Now = () => number;

export class HistoryDatabase implements HistoryOperations {
  /** The device whose changes are written here. */
  readonly deviceId: DeviceId;
  readonly #database: SqliteDriver;
  readonly #now: Now;
  readonly #connections: ConnectionRepository;
  readonly #settings: SettingsRepository;
  readonly #tabs: TabRepository;
  readonly #conversations: ConversationRepository;
  readonly #lanes: LaneRepository;
  readonly #messages: MessageRepository;
  readonly #journal: JournalRepository;
  readonly #search: SearchRepository;
  readonly #attachments: AttachmentRepository;
  readonly #modelNotes: ModelNotesRepository;
  readonly #costs: CostRepository;
  readonly #inspections: InspectionRepository;

  private constructor(database: SqliteDriver, now: Now) {
    this.deviceId = new MetaRepository(database).deviceId();
    this.#database = database;
    this.#now = now;
    this.#connections = new ConnectionRepository(database, this.deviceId);
    this.#settings = new SettingsRepository(database, this.deviceId);
    this.#tabs = new TabRepository(database);
    this.#conversations = new ConversationRepository(database);
    this.#lanes = new LaneRepository(database, this.deviceId);
    this.#messages = new MessageRepository(database);
    this.#journal = new JournalRepository(database);
    this.#search = new SearchRepository(database);
    this.#attachments = new AttachmentRepository(database);
    this.#modelNotes = new ModelNotesRepository(database, this.deviceId);
    this.#costs = new CostRepository(database);
    this.#inspections = new InspectionRepository(database);
  }

  /** Opens for everything: migrates, and ends what a crash left open. Throws an `AppError` and leaves nothing open. */
  static open(location: HistoryLocation, now: Now = Date.now): HistoryDatabase {
    const database = openForWriting(location, migrations);
    return HistoryDatabase.#closingOnError(database, () => {
      new MetaRepository(database).noteOpened(now());
      const history = new HistoryDatabase(database, now);
      recover({
        database,
        conversations: history.#conversations,
        messages: history.#messages,
        journal: history.#journal,
        search: history.#search,
        costs: history.#costs,
        attachments: history.#attachments,
        inspections: history.#inspections,
      });
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
    return this.#connections.list();
  }

  saveConnection(connection: Connection): void {
    this.#connections.save(connection);
  }

  deleteConnection(id: ConnectionId): void {
    this.#database.transaction(() => {
      this.#connections.delete(id);
      this.#modelNotes.deleteAll(id);
    });
  }

  loadSettings(): Settings {
    return this.#settings.load();
  }

  saveSettings(settings: Settings): void {
    this.#settings.save(settings, this.#now());
  }

  listTabs(): readonly Tab[] {
    return this.#tabs.list();
  }

  saveTabs(tabs: readonly Tab[]): void {
    this.#database.transaction(() => {
      const held = this.#tabs.list().map((tab) => tab.conversationId);
      this.#tabs.replace(tabs);
      // Only what a tab held before: a conversation that was just created may not have reached its tab yet.
      this.#conversations.dropEmpty(held);
    });
  }

  saveDraft(tabId: TabId, draft: string, attachments?: readonly AttachmentRef[]): void {
    this.#tabs.saveDraft(tabId, { draft, attachments }, this.#now());
  }

  createConversation(conversation: Conversation, lanes: readonly Lane[]): void {
    this.#database.transaction(() => {
      this.#conversations.insert(conversation);
      for (const lane of lanes) this.#lanes.insert(lane, this.#now());
    });
  }

  getConversation(id: ConversationId): StoredConversation {
    return this.#conversations.get(id);
  }

  listConversations(options: ListConversations): readonly StoredConversation[] {
    return this.#conversations.list(options);
  }

  updateConversation(id: ConversationId, change: ConversationChange, now: number): StoredConversation {
    return this.#database.transaction(() => {
      const { conversation } = this.#conversations.get(id);
      this.#conversations.update({ ...conversation, ...change, deviceId: this.deviceId }, now);
      return this.#conversations.get(id);
    });
  }

  purgeConversation(id: ConversationId): void {
    this.#database.transaction(() => {
      if (this.#conversations.get(id).conversation.trashedAt === null) {
        throw new AppError('internal', 'Only a conversation in the trash can be deleted for good.');
      }
      this.#search.removeAll(id);
      this.#lanes.deleteAll(id);
      this.#messages.deleteAll(id);
      this.#conversations.delete(id);
    });
  }

  search(options: SearchMessages): readonly SearchHit[] {
    return this.#search.find(options);
  }

  readArchive(id: ConversationId): ConversationArchive {
    return this.#database.transaction(() => ({
      conversation: this.#conversations.get(id).conversation,
      lanes: this.#lanes.list(id),
      messages: this.#messages.listAll(id),
    }));
  }

  listLanes(id: ConversationId): readonly Lane[] {
    return this.#lanes.list(id);
  }

  getLane(id: LaneId): Lane {
    return this.#lanes.get(id);
  }

  addLane(lane: Lane): void {
    this.#lanes.insert(lane, this.#now());
  }

  updateLane(id: LaneId, change: LaneChange): Lane {
    const lane = { ...this.#lanes.get(id), ...change };
    this.#lanes.update(lane, this.#now());
    return lane;
  }

  removeLane(id: LaneId): void {
    const { conversationId } = this.#lanes.get(id);
    if (this.#lanes.list(conversationId).length === 1) {
      throw new AppError('internal', 'The last lane of a conversation cannot be removed.');
    }
    this.#lanes.delete(id);
  }

  selectBranch(id: LaneId, messageId: MessageId, limit: number): LanePage {
    const headId = this.#messages.newestLeaf(messageId, this.#lanes.get(id));
    return { lane: this.updateLane(id, { headId }), page: this.#messages.readPage(headId, limit) };
  }

  getMessage(id: MessageId): Message {
    return this.#messages.get(id);
  }

  readLane(id: LaneId, limit: number, beforeId?: MessageId): PathPage {
    const lane = this.#lanes.get(id);
    const last = beforeId === undefined ? lane.headId : this.#messages.get(beforeId).parentId;
    return this.#messages.readPage(last, limit);
  }

  readPath(id: MessageId): readonly Message[] {
    return this.#messages.readPath(id);
  }

  beginTurn({ conversationId, prompts, replies, heads }: NewTurn): void {
    this.#database.transaction(() => {
      for (const message of [...prompts, ...replies]) {
        const seq = this.#messages.insert(message);
        const isFinal = message.role === 'user' || message.status !== 'streaming';
        if (isFinal) this.#search.index(seq, plainText(message.parts));
        this.#conversations.touch(conversationId, message.createdAt);
      }
      for (const { laneId, headId } of heads) {
        this.#lanes.setHead({ id: laneId, conversationId, headId }, this.#now());
      }
    });
  }

  appendJournal(entries: readonly JournalEntry[]): void {
    this.#database.transaction(() => {
      for (const entry of entries) this.#journal.append(entry, this.#now());
    });
  }

  finishReply(reply: AssistantMessage): void {
    this.#database.transaction(() => {
      const found = this.#messages.find(reply.id);
      if (found === null) throw notFound('message');
      this.#messages.updateReply(reply);
      this.#search.index(found.seq, plainText(reply.parts));
      this.#costs.save(reply);
      this.#journal.drop(reply.id);
    });
  }

  saveAttachment(attachment: StoredAttachment): void {
    this.#attachments.save(attachment);
  }

  readAttachment(hash: ContentHash): StoredAttachment {
    return this.#attachments.read(hash);
  }

  listModelNotes(): readonly NotedModel[] {
    return this.#modelNotes.list();
  }

  saveModelNotes(model: NotedModel): void {
    this.#modelNotes.save(model, this.#now());
  }

  sumCosts(query: CostQuery): Total {
    return this.#costs.sum(query);
  }

  sumCostsByConnection(query: CostQuery): readonly CostGroup[] {
    return this.#costs.sumByConnection(query);
  }

  sumCostsByDay(days: readonly number[]): readonly CostGroup[] {
    return this.#costs.sumByDay(days);
  }

  saveInspection(id: MessageId, inspection: Inspection): void {
    this.#inspections.save(id, inspection);
  }

  readInspection(id: MessageId): Inspection | null {
    return this.#inspections.read(id);
  }

  /** Moves the write-ahead log into the file, where the connection may write, and closes. */
  close(): void {
    this.#database.close();
  }
}
