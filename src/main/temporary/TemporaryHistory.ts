/**
 * The history as everything above it sees it. What belongs to a temporary conversation (its tree, journal, queue, runs, votes,
 * tabs, drafts and files) lies in a second history in memory and never reaches the disk; all the rest goes to the person's history
 * unchanged. Every conversation says of itself whether it is temporary when it is made; from then on the ids lead the way.
 *
 * A temporary conversation ends with its last tab or with the app. What it has cost is remembered until the app ends, for the
 * budgets. Keeping it moves everything to the person's history under the same ids.
 */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { AssistantMessage, Conversation, Lane } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConversationId, LaneId, TabId, WindowId } from '../../shared/ids.ts';
import type { Total } from '../../shared/money.ts';
import type { PipelineRun } from '../../shared/pipeline.ts';
import type { QueuedPrompt } from '../../shared/queue.ts';
import type { Tab } from '../../shared/settings.ts';
import type { TrashedBranch } from '../../shared/tree.ts';
import type { Vote } from '../../shared/vote.ts';
import type {
  ConversationArchive,
  ConversationChange,
  CostEntry,
  CostGroup,
  CostQuery,
  History,
  JournalEntry,
  NewTurn,
  StoredAttachment,
  StoredConversation,
} from '../history/History.ts';
import { HistoryClient } from '../history/HistoryClient.ts';
import { addGroups, addTotals, CostLedger } from './CostLedger.ts';
import { HeldFiles } from './HeldFiles.ts';
import { discard, keepConversation } from './keepConversation.ts';
import { RoutedConnection } from './RoutedConnection.ts';
import { TemporaryIds } from './TemporaryIds.ts';
import type { Temporary } from './TemporaryIds.ts';
import { TemporaryTabs } from './TemporaryTabs.ts';

interface TemporaryHistoryOptions {
  /** The person's history. */
  readonly stored: History;
  /** Opens an empty history in memory; called when the first temporary conversation is made. */
  readonly openMemory: () => Promise<History>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Ends what streams in a conversation whose last tab was closed. */
  readonly onEnding: (id: ConversationId) => Promise<void>;
  /** Hears of what is gone for good, so that nothing is kept for it elsewhere. */
  readonly onGone: (id: ConversationId, owners: readonly (ConversationId | LaneId)[]) => Promise<void>;
}

export class TemporaryHistory extends HistoryClient {
  readonly #options: TemporaryHistoryOptions;
  readonly #ids: TemporaryIds;
  readonly #tabs = new TemporaryTabs();
  readonly #files = new HeldFiles();
  readonly #costs = new CostLedger();
  readonly #endings = new Set<Promise<void>>();
  #memory: Promise<History> | null = null;

  constructor(options: TemporaryHistoryOptions) {
    const { stored } = options;
    const ids = new TemporaryIds();
    super(new RoutedConnection(stored, ids), stored.state, stored.deviceId);
    this.#options = options;
    this.#ids = ids;
  }

  /**
   * Writes a temporary conversation to the person's history; one that is there already stays as it is. Rejects with
   * `chat/temporary-busy` and `history/…`, and then it is temporary still, with all that was in it.
   */
  async keep(id: ConversationId): Promise<void> {
    const owner = this.#ids.ownerOf(id);
    if (owner === undefined) {
      await this.getConversation(id);
      return;
    }
    if (owner.isEnding) throw gone();
    if (owner.keeping !== null) {
      await owner.keeping;
      return this.keep(id);
    }
    const work = this.#keep(owner);
    owner.keeping = work.catch(() => undefined);
    try {
      await work;
    } finally {
      owner.keeping = null;
    }
  }

  /** Holds the bytes of a file in memory, for a temporary conversation. */
  holdAttachment(attachment: StoredAttachment): Promise<void> {
    this.#files.hold(attachment);
    return Promise.resolve();
  }

  override async readAttachment(hash: ContentHash): Promise<StoredAttachment> {
    return this.#files.find(hash) ?? (await super.readAttachment(hash));
  }

  override async listTabs(): Promise<readonly Tab[]> {
    const stored = await super.listTabs();
    return [...stored, ...this.#tabs.list()].sort((one, other) => one.position - other.position);
  }

  override async saveTabs(tabs: readonly Tab[], windowId?: WindowId): Promise<void> {
    if (this.#isKeeping()) await this.#kept();
    const isLive = (tab: Tab): boolean => this.#ids.ownerOf(tab.conversationId)?.isEnding === false;
    for (const id of this.#tabs.replace(tabs.filter(isLive), windowId)) this.#end(id);
    const ordinary = tabs.filter(
      ({ conversationId: id }) => this.#ids.ownerOf(id) === undefined && !this.#ids.isGone(id),
    );
    await this.#withFiles(
      ordinary.flatMap(({ attachments = [] }) => attachments),
      () => super.saveTabs(ordinary, windowId),
    );
  }

  override async saveDraft(
    tabId: TabId,
    draft: string,
    attachments?: readonly AttachmentRef[],
  ): Promise<void> {
    if (this.#isKeeping()) await this.#kept();
    if (this.#tabs.saveDraft(tabId, { draft, attachments }, this.#options.now())) return;
    await this.#withFiles(attachments ?? [], () => super.saveDraft(tabId, draft, attachments));
  }

  override async createConversation(conversation: Conversation, lanes: readonly Lane[]): Promise<void> {
    if (conversation.temporary === undefined) return super.createConversation(conversation, lanes);
    const owner = await this.#newOwner(conversation.id);
    await owner.memory.createConversation(conversation, lanes);
    this.#learnLanes(owner, lanes);
  }

  override async importArchive(archive: ConversationArchive): Promise<void> {
    const { conversation, lanes, messages } = archive;
    if (conversation.temporary === undefined) return super.importArchive(archive);
    const owner = await this.#newOwner(conversation.id);
    await owner.memory.importArchive(archive);
    this.#learnLanes(owner, lanes);
    this.#learn(
      conversation.id,
      messages.map((message) => message.id),
    );
  }

  override async getConversation(id: ConversationId): Promise<StoredConversation> {
    return this.#marked(await super.getConversation(id));
  }

  override async updateConversation(
    id: ConversationId,
    change: ConversationChange,
    now: number,
  ): Promise<StoredConversation> {
    return this.#marked(await super.updateConversation(id, change, now));
  }

  override async readArchive(id: ConversationId): Promise<ConversationArchive> {
    return this.#marked(await super.readArchive(id));
  }

  override async purgeConversation(id: ConversationId): Promise<void> {
    const owner = this.#ids.ownerOf(id);
    await super.purgeConversation(id);
    if (owner !== undefined) this.#forget(owner);
  }

  override async addLane(lane: Lane): Promise<void> {
    await super.addLane(lane);
    const owner = this.#ids.ownerOf(lane.conversationId);
    if (owner !== undefined) this.#learnLanes(owner, [lane]);
  }

  override async beginTurn(turn: NewTurn): Promise<void> {
    const owner = this.#ids.ownerOf(turn.conversationId);
    if (owner?.isEnding === true) throw gone();
    const files = owner === undefined ? turn.prompts.flatMap(({ attachments = [] }) => attachments) : [];
    await this.#withFiles(files, () => super.beginTurn(turn));
    this.#learn(
      turn.conversationId,
      [...turn.prompts, ...turn.replies, ...(turn.run === undefined ? [] : [turn.run])].map(({ id }) => id),
    );
  }

  /** Entries of several replies come together, so they are told apart. */
  override async appendJournal(entries: readonly JournalEntry[]): Promise<void> {
    const live = entries.filter(({ messageId }) => !this.#ids.isGone(messageId));
    const isHere = ({ messageId }: JournalEntry): boolean => this.#ids.ownerOf(messageId) !== undefined;
    const groups = [live.filter(isHere), live.filter((entry) => !isHere(entry))];
    await Promise.all(groups.filter(({ length }) => length > 0).map((group) => super.appendJournal(group)));
  }

  override async finishReply(reply: AssistantMessage): Promise<void> {
    await super.finishReply(reply);
    if (this.#ids.ownerOf(reply.id) !== undefined) this.#costs.note(reply);
  }

  override async saveCost(entry: CostEntry): Promise<void> {
    await super.saveCost(entry);
    if (this.#ids.ownerOf(entry.conversationId) !== undefined) this.#costs.add(entry);
  }

  override async sumCosts(query: CostQuery): Promise<Total> {
    return addTotals(await super.sumCosts(query), this.#costs.sum(query));
  }

  override async sumCostsByConnection(query: CostQuery): Promise<readonly CostGroup[]> {
    return addGroups(await super.sumCostsByConnection(query), this.#costs.sumByConnection(query));
  }

  override async sumCostsByDay(days: readonly number[]): Promise<readonly CostGroup[]> {
    const stored = await super.sumCostsByDay(days);
    return stored.map(({ key, total }, index) => {
      const [from = 0, to = from] = days.slice(index, index + 2);
      return { key, total: addTotals(total, this.#costs.sum({ from, to })) };
    });
  }

  override async saveQueue(id: ConversationId, items: readonly QueuedPrompt[]): Promise<void> {
    const isOrdinary = this.#ids.ownerOf(id) === undefined;
    await this.#withFiles(isOrdinary ? items.flatMap(({ attachments }) => attachments) : [], () =>
      super.saveQueue(id, items),
    );
  }

  override async savePipelineRun(run: PipelineRun): Promise<void> {
    await super.savePipelineRun(run);
    this.#learn(run.conversationId, [run.id]);
  }

  override async putVote(vote: Vote): Promise<void> {
    await super.putVote(vote);
    this.#learn(vote.conversationId, [vote.id]);
  }

  override async listVotes(): Promise<readonly Vote[]> {
    const memory = await this.#memory;
    const all = [...(await super.listVotes()), ...((await memory?.listVotes()) ?? [])];
    return all.sort((one, other) => one.createdAt - other.createdAt);
  }

  override async listTrashedBranches(): Promise<readonly TrashedBranch[]> {
    const memory = await this.#memory;
    const all = [...(await super.listTrashedBranches()), ...((await memory?.listTrashedBranches()) ?? [])];
    return all.sort((one, other) => other.trashedAt - one.trashedAt);
  }

  /** With it everything temporary is over. */
  override async close(): Promise<void> {
    const ended = this.#ids.owners().map(({ id, laneIds }) => this.#options.onGone(id, [id, ...laneIds]));
    await Promise.allSettled([...ended, ...this.#endings]);
    await (await this.#memory)?.close();
    await super.close();
  }

  async #keep(owner: Temporary): Promise<void> {
    const { stored, now } = this.#options;
    const { id, memory } = owner;
    await keepConversation({
      id,
      memory,
      stored,
      files: this.#files,
      tabs: this.#tabs.of(id),
      costs: this.#costs.of(id),
      now: now(),
    });
    this.#ids.release(owner);
    this.#costs.forget(id);
    this.#tabs.forget(id);
    this.#clearFiles();
    await discard(memory, id, now()).catch(() => undefined);
  }

  /** The last tab was closed. */
  #end(id: ConversationId): void {
    const owner = this.#ids.ownerOf(id);
    if (owner === undefined || owner.isEnding) return;
    owner.isEnding = true;
    const { onEnding, onGone, now } = this.#options;
    const end = async (): Promise<void> => {
      await onEnding(id);
      this.#forget(owner);
      await Promise.all([discard(owner.memory, id, now()), onGone(id, [id, ...owner.laneIds])]);
    };
    // Nothing leads to it any more; what could not be cleared goes with the app.
    const work = end().catch(() => undefined);
    this.#endings.add(work);
    void work.finally(() => this.#endings.delete(work));
  }

  #forget(owner: Temporary): void {
    this.#ids.bury(owner);
    this.#tabs.forget(owner.id);
    this.#clearFiles();
  }

  #clearFiles(): void {
    if (this.#ids.owners().length === 0) this.#files.clear();
  }

  #isKeeping(): boolean {
    return this.#ids.owners().some(({ keeping }) => keeping !== null);
  }

  /** Resolves when nothing is being kept. */
  async #kept(): Promise<void> {
    await Promise.all(this.#ids.owners().map(({ keeping }) => keeping ?? Promise.resolve()));
  }

  /** Rejects where the person's history has a conversation of this id: it would be hidden, and lost when this one is kept. */
  async #newOwner(id: ConversationId): Promise<Temporary> {
    const isTaken = await this.#options.stored.getConversation(id).then(
      () => true,
      () => false,
    );
    if (isTaken) throw new AppError('internal', 'There is a conversation of this id already.');
    this.#memory ??= this.#options.openMemory();
    return { id, memory: await this.#memory, laneIds: new Set(), keeping: null, isEnding: false };
  }

  #learnLanes(owner: Temporary, lanes: readonly Lane[]): void {
    for (const lane of lanes) owner.laneIds.add(lane.id);
    this.#ids.learn(owner, [owner.id, ...lanes.map((lane) => lane.id)]);
  }

  #learn(conversationId: ConversationId, ids: readonly string[]): void {
    const owner = this.#ids.ownerOf(conversationId);
    if (owner !== undefined) this.#ids.learn(owner, ids);
  }

  #marked<T extends { readonly conversation: Conversation }>(found: T): T {
    if (this.#ids.ownerOf(found.conversation.id) === undefined) return found;
    return { ...found, conversation: { ...found.conversation, temporary: true } };
  }

  /** Writes first what is only held of the files that something on the disk is going to name. Where that is none, it goes at once. */
  async #withFiles(named: readonly AttachmentRef[], write: () => Promise<void>): Promise<void> {
    const held = this.#files.among(named);
    if (held.length > 0) await Promise.all(held.map((file) => super.saveAttachment(file)));
    await write();
  }
}

function gone(): AppError {
  return new AppError('history/not-found', 'The temporary conversation is gone.');
}
