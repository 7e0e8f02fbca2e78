/**
 * The port over any way to have a method carried out: the whole of the history's surface as calls by name. What carries them
 * out is a worker (`WorkerHistory.ts`) or a database in this thread (`openLocalHistory.ts`).
 */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { Connection } from '../../shared/connection.ts';
import type { AssistantMessage, Conversation, Lane, Message, PathPage } from '../../shared/conversation.ts';
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
import type { HistoryState, LanePage, SearchHit } from '../../shared/ipc/routes.ts';
import type { Total } from '../../shared/money.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { QueuedPrompt } from '../../shared/queue.ts';
import type { SavedItem, SavedKind } from '../../shared/saved.ts';
import type { Settings, Tab } from '../../shared/settings.ts';
import type { ConversationTree, TrashedBranch } from '../../shared/tree.ts';
import type { Vote } from '../../shared/vote.ts';
import type { NotedModel } from '../models/MemoryModelNotes.ts';
import type {
  ConversationArchive,
  ConversationChange,
  CostEntry,
  CostGroup,
  CostQuery,
  History,
  JournalEntry,
  LaneChange,
  ListConversations,
  NewTurn,
  SearchMessages,
  StoredAttachment,
  StoredConversation,
} from './History.ts';
import type { HistoryArguments, HistoryMethod, HistoryResults } from './HistoryOperations.ts';

/** Where a client's calls go. Rejects with an `AppError`. */
export interface HistoryConnection {
  call<M extends HistoryMethod>(method: M, ...args: HistoryArguments[M]): Promise<HistoryResults[M]>;
  close(): Promise<void>;
}

export class HistoryClient implements History {
  readonly state: HistoryState;
  readonly deviceId: DeviceId;
  readonly #to: HistoryConnection;

  constructor(connection: HistoryConnection, state: HistoryState, deviceId: DeviceId) {
    this.#to = connection;
    this.state = state;
    this.deviceId = deviceId;
  }

  listConnections(): Promise<readonly Connection[]> {
    return this.#to.call('listConnections');
  }

  saveConnection(connection: Connection): Promise<void> {
    return this.#to.call('saveConnection', connection);
  }

  deleteConnection(id: ConnectionId): Promise<void> {
    return this.#to.call('deleteConnection', id);
  }

  loadSettings(): Promise<Settings> {
    return this.#to.call('loadSettings');
  }

  saveSettings(settings: Settings): Promise<void> {
    return this.#to.call('saveSettings', settings);
  }

  listTabs(): Promise<readonly Tab[]> {
    return this.#to.call('listTabs');
  }

  saveTabs(tabs: readonly Tab[], windowId?: WindowId): Promise<void> {
    return this.#to.call('saveTabs', tabs, windowId);
  }

  saveDraft(tabId: TabId, draft: string, attachments?: readonly AttachmentRef[]): Promise<void> {
    return this.#to.call('saveDraft', tabId, draft, attachments);
  }

  createConversation(conversation: Conversation, lanes: readonly Lane[]): Promise<void> {
    return this.#to.call('createConversation', conversation, lanes);
  }

  getConversation(id: ConversationId): Promise<StoredConversation> {
    return this.#to.call('getConversation', id);
  }

  listConversations(options: ListConversations): Promise<readonly StoredConversation[]> {
    return this.#to.call('listConversations', options);
  }

  updateConversation(
    id: ConversationId,
    change: ConversationChange,
    now: number,
  ): Promise<StoredConversation> {
    return this.#to.call('updateConversation', id, change, now);
  }

  purgeConversation(id: ConversationId): Promise<void> {
    return this.#to.call('purgeConversation', id);
  }

  search(options: SearchMessages): Promise<readonly SearchHit[]> {
    return this.#to.call('search', options);
  }

  readArchive(id: ConversationId): Promise<ConversationArchive> {
    return this.#to.call('readArchive', id);
  }

  listLanes(id: ConversationId): Promise<readonly Lane[]> {
    return this.#to.call('listLanes', id);
  }

  getLane(id: LaneId): Promise<Lane> {
    return this.#to.call('getLane', id);
  }

  addLane(lane: Lane): Promise<void> {
    return this.#to.call('addLane', lane);
  }

  updateLane(id: LaneId, change: LaneChange): Promise<Lane> {
    return this.#to.call('updateLane', id, change);
  }

  removeLane(id: LaneId): Promise<void> {
    return this.#to.call('removeLane', id);
  }

  selectBranch(id: LaneId, messageId: MessageId, limit: number): Promise<LanePage> {
    return this.#to.call('selectBranch', id, messageId, limit);
  }

  getMessage(id: MessageId): Promise<Message> {
    return this.#to.call('getMessage', id);
  }

  readLane(id: LaneId, limit: number, beforeId?: MessageId): Promise<PathPage> {
    return this.#to.call('readLane', id, limit, beforeId);
  }

  readPath(id: MessageId): Promise<readonly Message[]> {
    return this.#to.call('readPath', id);
  }

  beginTurn(turn: NewTurn): Promise<void> {
    return this.#to.call('beginTurn', turn);
  }

  appendJournal(entries: readonly JournalEntry[]): Promise<void> {
    return this.#to.call('appendJournal', entries);
  }

  finishReply(reply: AssistantMessage): Promise<void> {
    return this.#to.call('finishReply', reply);
  }

  saveAttachment(attachment: StoredAttachment): Promise<void> {
    return this.#to.call('saveAttachment', attachment);
  }

  readAttachment(hash: ContentHash): Promise<StoredAttachment> {
    return this.#to.call('readAttachment', hash);
  }

  listModelNotes(): Promise<readonly NotedModel[]> {
    return this.#to.call('listModelNotes');
  }

  saveModelNotes(model: NotedModel): Promise<void> {
    return this.#to.call('saveModelNotes', model);
  }

  saveCost(entry: CostEntry): Promise<void> {
    return this.#to.call('saveCost', entry);
  }

  sumCosts(query: CostQuery): Promise<Total> {
    return this.#to.call('sumCosts', query);
  }

  sumCostsByConnection(query: CostQuery): Promise<readonly CostGroup[]> {
    return this.#to.call('sumCostsByConnection', query);
  }

  sumCostsByDay(days: readonly number[]): Promise<readonly CostGroup[]> {
    return this.#to.call('sumCostsByDay', days);
  }

  saveInspection(id: MessageId, inspection: Inspection): Promise<void> {
    return this.#to.call('saveInspection', id, inspection);
  }

  readInspection(id: MessageId): Promise<Inspection | null> {
    return this.#to.call('readInspection', id);
  }

  trashBranch(rootId: MessageId, now: number): Promise<TrashedBranch> {
    return this.#to.call('trashBranch', rootId, now);
  }

  restoreBranch(rootId: MessageId): Promise<ConversationId> {
    return this.#to.call('restoreBranch', rootId);
  }

  purgeBranch(rootId: MessageId): Promise<ConversationId> {
    return this.#to.call('purgeBranch', rootId);
  }

  listTrashedBranches(): Promise<readonly TrashedBranch[]> {
    return this.#to.call('listTrashedBranches');
  }

  readTree(id: ConversationId): Promise<ConversationTree> {
    return this.#to.call('readTree', id);
  }

  importArchive(archive: ConversationArchive): Promise<void> {
    return this.#to.call('importArchive', archive);
  }

  importCosts(replies: readonly AssistantMessage[]): Promise<void> {
    return this.#to.call('importCosts', replies);
  }

  listReplies(id: ConversationId, limit: number): Promise<readonly AssistantMessage[]> {
    return this.#to.call('listReplies', id, limit);
  }

  listSaved(kind: SavedKind): Promise<readonly SavedItem[]> {
    return this.#to.call('listSaved', kind);
  }

  putSaved(items: readonly SavedItem[]): Promise<void> {
    return this.#to.call('putSaved', items);
  }

  deleteSaved(kind: SavedKind, id: string): Promise<void> {
    return this.#to.call('deleteSaved', kind, id);
  }

  readQueue(id: ConversationId): Promise<readonly QueuedPrompt[]> {
    return this.#to.call('readQueue', id);
  }

  saveQueue(id: ConversationId, items: readonly QueuedPrompt[]): Promise<void> {
    return this.#to.call('saveQueue', id, items);
  }

  listQueues(): Promise<readonly ConversationId[]> {
    return this.#to.call('listQueues');
  }

  listPipelineRuns(id: ConversationId): Promise<readonly PipelineRun[]> {
    return this.#to.call('listPipelineRuns', id);
  }

  listRunningPipelines(): Promise<readonly PipelineRun[]> {
    return this.#to.call('listRunningPipelines');
  }

  getPipelineRun(id: PipelineRunId): Promise<PipelineRun> {
    return this.#to.call('getPipelineRun', id);
  }

  savePipelineRun(run: PipelineRun): Promise<void> {
    return this.#to.call('savePipelineRun', run);
  }

  listVotes(): Promise<readonly Vote[]> {
    return this.#to.call('listVotes');
  }

  putVote(vote: Vote): Promise<void> {
    return this.#to.call('putVote', vote);
  }

  deleteVote(id: VoteId): Promise<void> {
    return this.#to.call('deleteVote', id);
  }

  close(): Promise<void> {
    return this.#to.close();
  }
}
