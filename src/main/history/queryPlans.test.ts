/** Costs stay flat as a history grows only while every query finds its rows by an index: here each is asked for its plan. */
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, DeviceId, MessageId, RunId, TabId } from '../../shared/ids.ts';
import { openForWriting } from './databaseFile.ts';
import { makeConversation, makeDoneReply, makeLane, makePrompt } from './historyFixtures.ts';
import { migrations } from './migrations/migrations.ts';
import { AttachmentRepository } from './repositories/AttachmentRepository.ts';
import { ConversationRepository } from './repositories/ConversationRepository.ts';
import { CostRepository } from './repositories/CostRepository.ts';
import { InspectionRepository } from './repositories/InspectionRepository.ts';
import { JournalRepository } from './repositories/JournalRepository.ts';
import { LaneRepository } from './repositories/LaneRepository.ts';
import { MessageRepository } from './repositories/MessageRepository.ts';
import { SearchRepository } from './repositories/SearchRepository.ts';
import { TabRepository } from './repositories/TabRepository.ts';
import type { SqliteDriver, SqliteParameters } from './SqliteDriver.ts';

/** A database that notes the plan of each statement it is given. */
class PlannedDatabase implements SqliteDriver {
  readonly plans: string[] = [];
  readonly #database = openForWriting({ kind: 'memory' }, migrations);

  run(sql: string, parameters?: SqliteParameters): number {
    this.#note(sql, parameters);
    return this.#database.run(sql, parameters);
  }

  get(sql: string, parameters?: SqliteParameters) {
    this.#note(sql, parameters);
    return this.#database.get(sql, parameters);
  }

  all(sql: string, parameters?: SqliteParameters) {
    this.#note(sql, parameters);
    return this.#database.all(sql, parameters);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  close(): void {
    this.#database.close();
  }

  #note(sql: string, parameters?: SqliteParameters): void {
    const steps = this.#database.all(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    this.plans.push(...steps.map((step) => String(step['detail'])));
  }
}

const large = [
  'conversations',
  'messages',
  'm',
  's',
  'c',
  'lanes',
  'journal',
  'costs',
  'attachments',
  'inspections',
];
const fullScan = new RegExp(String.raw`^SCAN (${large.join('|')})\b(?!.* INDEX )`);

describe('every query finds its rows by an index', () => {
  const database = new PlannedDatabase();
  const conversations = new ConversationRepository(database);
  const lanes = new LaneRepository(database, newId<DeviceId>());
  const attachments = new AttachmentRepository(database);
  const inspections = new InspectionRepository(database);
  const costs = new CostRepository(database);
  const messages = new MessageRepository(database);
  const journal = new JournalRepository(database);
  const search = new SearchRepository(database);
  const tabs = new TabRepository(database);

  const conversation = makeConversation();
  const lane = makeLane(conversation.id);
  const prompt = makePrompt(conversation.id, null, 'ask');
  const reply = makeDoneReply(lane, prompt.id, 'tell');
  conversations.insert(conversation);
  lanes.insert(lane, 0);
  for (const message of [prompt, reply]) search.index(messages.insert(message), 'ask');
  conversations.touch(conversation.id, 1);

  function plansOf(work: () => void): readonly string[] {
    database.plans.length = 0;
    work();
    expect(database.plans.length).toBeGreaterThan(0);
    return [...database.plans];
  }

  const id = conversation.id;
  const queries: Readonly<Record<string, () => void>> = {
    'the sidebar': () => conversations.list({ trashed: false, before: 5, limit: 1 }),
    'one conversation': () => conversations.get(id),
    'a moved conversation': () => conversations.touch(id, 2),
    'a changed conversation': () => conversations.update(conversation, 3),
    'empty conversations': () => conversations.dropAllEmpty(),
    'empty conversations of tabs': () => conversations.dropEmpty([newId<ConversationId>()]),
    'the lanes': () => [lanes.list(id), lanes.get(lane.id), lanes.update(lane, 1)],
    'a new message': () => messages.insert(makePrompt(id, prompt.id, 'new')),
    'one message': () => messages.get(prompt.id),
    'a finished reply': () => messages.updateReply(reply),
    'what streams': () => messages.listStreaming(),
    'a page of a path': () => messages.readPage(reply.id, 10),
    'a whole path': () => messages.readPath(reply.id),
    'the newest leaf': () => messages.newestLeaf(prompt.id, lane),
    'an archive': () => messages.listAll(id),
    'a journal entry': () =>
      journal.append({ runId: newId<RunId>(), messageId: reply.id, seq: 1, events: [] }, 1),
    'a journal': () => [journal.read(reply.id), journal.drop(newId<MessageId>())],
    'a search': () => search.find({ query: 'ask', before: 9, limit: 1 }),
    'an attachment': () => {
      expect(() => attachments.read('ab'.repeat(32))).toThrow();
    },
    'an inspection': () => inspections.read(newId<MessageId>()),
    "a conversation's cost": () => costs.sum({ conversationId: newId<ConversationId>() }),
    "a month's cost": () => [costs.sum({ from: 1, to: 2 }), costs.sumByConnection({ from: 1, to: 2 })],
    'a draft': () => [tabs.list(), tabs.replace([], null)],
    'a purge': () => [search.removeAll(newId<ConversationId>()), messages.deleteAll(newId<ConversationId>())],
  };

  it.each(Object.entries(queries))('%s', (_name, work) => {
    expect(plansOf(work).filter((step) => fullScan.test(step))).toEqual([]);
  });

  it.each(['the sidebar', 'a search', 'an archive', 'the lanes'] as const)(
    '%s comes in order by itself',
    (name) => {
      expect(
        plansOf(queries[name] ?? (() => undefined)).filter((step) => step.includes('TEMP B-TREE')),
      ).toEqual([]);
    },
  );

  it('would notice a query that does not', () => {
    expect(
      plansOf(() => database.all('SELECT * FROM messages WHERE turn_id = $id', { id })).filter((step) =>
        fullScan.test(step),
      ),
    ).not.toEqual([]);
    expect(() => tabs.saveDraft(newId<TabId>(), { draft: '' }, 1)).toThrow();
  });
});
