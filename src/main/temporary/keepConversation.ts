/**
 * Writes a temporary conversation to the person's history: the tree with what of it is in the trash, files, what waits, runs, votes,
 * what was on the wire, tabs and costs. If anything fails, what was written is taken back and the conversation stays as it was.
 *
 * The tree goes in one transaction; the rest hangs on it and goes with it. Costs are last: they would outlive what is taken back.
 */
import { AppError } from '../../shared/errors.ts';
import type { AssistantMessage, Lane } from '../../shared/conversation.ts';
import type { ConversationId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import type { TrashedBranch } from '../../shared/tree.ts';
import type { ConversationArchive, CostEntry, History } from '../history/History.ts';
import type { HeldFiles } from './HeldFiles.ts';

/** What is kept, from where to where. */
export interface Keeping {
  readonly id: ConversationId;
  readonly memory: History;
  readonly stored: History;
  readonly files: HeldFiles;
  readonly tabs: readonly Tab[];
  readonly costs: readonly CostEntry[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Deletes a conversation with all that hangs on it, its votes too. Nothing happens where it is not. */
export async function discard(history: History, id: ConversationId, now: number): Promise<void> {
  for (const vote of await history.listVotes()) {
    if (vote.conversationId === id) await history.deleteVote(vote.id);
  }
  try {
    await history.updateConversation(id, { trashedAt: now }, now);
    await history.purgeConversation(id);
  } catch (caught) {
    if (!(caught instanceof AppError) || caught.code !== 'history/not-found') throw caught;
  }
}

/** Rejects with `chat/temporary-busy` while a reply streams, and with `history/…`. */
export async function keepConversation(keeping: Keeping): Promise<void> {
  const { id, memory, stored, now } = keeping;
  const shown = await memory.readArchive(id);
  if (shown.messages.some((message) => message.role === 'assistant' && message.status === 'streaming')) {
    throw new AppError('chat/temporary-busy', 'A reply is still streaming.', { retryable: true });
  }
  const trashed = await trashOf(memory, id);
  const whole = trashed.length === 0 ? shown : await withTrash(memory, trashed, shown);
  // What an attempt has left that could not even be taken back.
  await discard(stored, id, now);
  try {
    await writeFiles(keeping, whole);
    await stored.importArchive({
      ...whole,
      conversation: { ...whole.conversation, deviceId: stored.deviceId },
    });
    await throwAway(stored, trashed, shown.lanes);
    await writeRest(keeping, whole);
    await writeCosts(keeping, whole);
  } catch (caught) {
    // A disk that takes nothing may refuse this too; the next attempt begins with it.
    await discard(stored, id, now).catch(() => undefined);
    throw caught;
  }
}

function repliesOf({ messages }: ConversationArchive): readonly AssistantMessage[] {
  return messages.filter((message) => message.role === 'assistant');
}

/** The archive of a conversation with what of it is in the trash, which is as it was afterwards. */
async function withTrash(
  history: History,
  trashed: readonly TrashedBranch[],
  { conversation, lanes }: ConversationArchive,
): Promise<ConversationArchive> {
  try {
    // The newest first, so that each is found in the trash by itself.
    for (const { rootId } of [...trashed].reverse()) await history.restoreBranch(rootId);
    return await history.readArchive(conversation.id);
  } finally {
    await throwAway(history, trashed, lanes);
  }
}

/** The branches of a conversation that are in the trash, in the order in which they were thrown away. */
async function trashOf(history: History, id: ConversationId): Promise<readonly TrashedBranch[]> {
  const all = await history.listTrashedBranches();
  return all.filter(({ conversationId }) => conversationId === id).reverse();
}

/** Throws branches away again, and points the lanes at where they ended then. */
async function throwAway(
  history: History,
  branches: readonly TrashedBranch[],
  lanes: readonly Lane[],
): Promise<void> {
  if (branches.length === 0) return;
  for (const { rootId, trashedAt } of branches) await history.trashBranch(rootId, trashedAt);
  for (const { id, headId } of lanes) await history.updateLane(id, { headId });
}

async function writeFiles(
  { id, memory, stored, files, tabs }: Keeping,
  whole: ConversationArchive,
): Promise<void> {
  const queue = await memory.readQueue(id);
  const prompts = whole.messages.filter((message) => message.role === 'user');
  const named = [...prompts, ...queue, ...tabs].flatMap(({ attachments = [] }) => attachments);
  for (const file of files.among(named)) await stored.saveAttachment(file);
}

/** What hangs on the tree. */
async function writeRest({ id, memory, stored, tabs }: Keeping, whole: ConversationArchive): Promise<void> {
  await stored.saveQueue(id, await memory.readQueue(id));
  for (const run of await memory.listPipelineRuns(id)) await stored.savePipelineRun(run);
  for (const vote of await memory.listVotes()) if (vote.conversationId === id) await stored.putVote(vote);
  for (const { id: messageId } of repliesOf(whole)) {
    const inspection = await memory.readInspection(messageId);
    if (inspection !== null) await stored.saveInspection(messageId, inspection);
  }
  await writeTabs(stored, tabs);
}

/** What had no reply to show for it goes first, one by one: all that counts by replies is one transaction at the very end. */
async function writeCosts({ stored, costs }: Keeping, whole: ConversationArchive): Promise<void> {
  const replies = repliesOf(whole);
  const ids = new Set<string>(replies.map(({ id }) => id));
  for (const entry of costs) if (!ids.has(entry.id)) await stored.saveCost(entry);
  await stored.importCosts(replies);
}

/** Puts tabs beside those of their windows. */
async function writeTabs(stored: History, tabs: readonly Tab[]): Promise<void> {
  const known = await stored.listTabs();
  for (const windowId of new Set(tabs.map((tab) => tab.windowId))) {
    const inWindow = [...known, ...tabs].filter((tab) => tab.windowId === windowId);
    await stored.saveTabs(inWindow, windowId);
  }
}
