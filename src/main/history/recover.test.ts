import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../../shared/attachment.ts';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { QueuedPromptId, RunId } from '../../shared/ids.ts';
import { reduceStream } from '../../shared/stream.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type { JournalEntry } from './History.ts';
import { at, makeConversation, makeLane, makePrompt, makeReply } from './historyFixtures.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';

const folder = mkdtempSync(join(tmpdir(), 'recover-'));
let count = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function newLocation(): HistoryLocation & { readonly kind: 'file' } {
  count += 1;
  return { kind: 'file', file: join(folder, `${count}.db`), key: 'ab'.repeat(32), verify: false };
}

function delta(text: string): StreamEvent {
  return { type: 'text', block: 0, delta: text };
}

/** Leaves a reply streaming with the given journal, as a crash does, and returns it as it was begun. */
function crashWith(location: HistoryLocation, journal: readonly Pick<JournalEntry, 'seq' | 'events'>[]) {
  const database = HistoryDatabase.open(location, () => at(5000));
  const conversation = makeConversation();
  const lane = makeLane(conversation.id);
  const prompt = makePrompt(conversation.id, null, 'ask');
  const reply = makeReply(lane, prompt.id);
  database.createConversation(conversation, [lane]);
  database.beginTurn({
    conversationId: conversation.id,
    prompts: [prompt],
    replies: [reply],
    heads: [{ laneId: lane.id, headId: reply.id }],
  });
  const runId = newId<RunId>();
  database.appendJournal(journal.map((entry) => ({ ...entry, runId, messageId: reply.id })));
  database.close();
  return { reply, conversation };
}

function reopened<T>(location: HistoryLocation, look: (database: HistoryDatabase) => T): T {
  const database = HistoryDatabase.open(location, () => at(90_000));
  try {
    return look(database);
  } finally {
    database.close();
  }
}

const eventArbitrary: fc.Arbitrary<StreamEvent> = fc.oneof(
  fc.record({ type: fc.constant('start' as const), model: fc.string() }),
  fc.record({ type: fc.constant('text' as const), block: fc.nat(3), delta: fc.string({ unit: 'binary' }) }),
  fc.record({
    type: fc.constant('reasoning' as const),
    block: fc.nat(3),
    delta: fc.string(),
    kind: fc.constantFrom('summary' as const, 'raw' as const),
  }),
  fc.record({
    type: fc.constant('usage' as const),
    usage: fc.record({ input: fc.nat(), output: fc.nat(), cacheRead: fc.nat() }),
  }),
);

describe('what a start finds after a crash', () => {
  it('rebuilds a reply from its journal, marks it and makes it searchable', () => {
    const location = newLocation();
    const { reply } = crashWith(location, [
      { seq: 1, events: [{ type: 'start', model: 'demo-1', requestId: 'r' }] },
      { seq: 2, events: [delta('half an '), delta('answer')] },
    ]);
    const expected: AssistantMessage = {
      ...reply,
      status: 'interrupted',
      servedModel: 'demo-1',
      requestId: 'r',
      parts: [{ type: 'text', block: 0, text: 'half an answer' }],
      updatedAt: at(5000),
      timing: { startedAt: reply.timing.startedAt, firstDeltaAt: at(5000), endedAt: at(5000) },
    };
    reopened(location, (database) => {
      expect(database.getMessage(reply.id)).toEqual(expected);
      expect(database.search({ query: 'answer', before: null, limit: 5 })).toHaveLength(1);
    });
    // A second start finds nothing left to do.
    reopened(location, (database) => {
      expect(database.getMessage(reply.id)).toEqual(expected);
      expect(database.search({ query: 'answer', before: null, limit: 5 })).toHaveLength(1);
    });
  });

  it('keeps a reply of which nothing had come yet', () => {
    const location = newLocation();
    const { reply } = crashWith(location, []);
    reopened(location, (database) => {
      expect(database.getMessage(reply.id)).toEqual({ ...reply, status: 'interrupted' });
    });
  });

  it('trusts a journal only up to a gap', () => {
    const location = newLocation();
    const { reply } = crashWith(location, [
      { seq: 1, events: [delta('one ')] },
      { seq: 2, events: [delta('two ')] },
      { seq: 4, events: [delta('four')] },
    ]);
    reopened(location, (database) => {
      expect(database.getMessage(reply.id).parts).toEqual([{ type: 'text', block: 0, text: 'one two ' }]);
    });
  });

  it('knows a reply that had come to its end', () => {
    const location = newLocation();
    const events = [delta('all of it'), { type: 'stop' as const, reason: 'end' as const }];
    const { reply } = crashWith(location, [{ seq: 1, events }]);
    reopened(location, (database) => {
      expect(database.getMessage(reply.id)).toMatchObject({ status: 'done', stopReason: 'end' });
    });
  });

  it('drops an empty conversation that never reached a tab', () => {
    const location = newLocation();
    const conversation = makeConversation();
    reopened(location, (database) => {
      database.createConversation(conversation, [makeLane(conversation.id)]);
    });
    reopened(location, (database) => {
      expect(() => database.getConversation(conversation.id)).toThrow(
        expect.objectContaining({ code: 'history/not-found' }),
      );
    });
  });

  test.prop([fc.array(fc.array(eventArbitrary, { maxLength: 5 }), { maxLength: 8 })], { numRuns: 25 })(
    'gives what the fold of the same events gives',
    (stretches) => {
      const location = newLocation();
      const { reply } = crashWith(
        location,
        stretches.map((events, index) => ({ seq: index + 1, events })),
      );
      const { parts, usage, servedModel } = stretches.flat().reduce(reduceStream, reply);
      reopened(location, (database) => {
        expect(database.getMessage(reply.id)).toMatchObject({ parts, usage, servedModel });
      });
    },
  );
});

it('keeps the files of a prompt that waits over a start, and drops them once nothing names them', () => {
  const location = newLocation();
  const database = HistoryDatabase.open(location, () => at(0));
  const conversation = makeConversation();
  const lane = makeLane(conversation.id);
  database.createConversation(conversation, [lane]);
  // A conversation that nothing was ever said in does not outlive a start.
  database.beginTurn({
    conversationId: conversation.id,
    prompts: [makePrompt(conversation.id, null, 'said')],
    replies: [],
    heads: [],
  });
  const file: AttachmentRef = {
    hash: 'cd'.repeat(32),
    name: 'a.txt',
    mediaType: 'text/plain',
    kind: 'text',
    size: 1,
  };
  const left = 'ef'.repeat(32);
  for (const hash of [file.hash, left]) {
    database.saveAttachment({ hash, mediaType: 'text/plain', data: new Uint8Array([1]) });
  }
  database.saveQueue(conversation.id, [
    { id: newId<QueuedPromptId>(), laneIds: [lane.id], text: 'later', attachments: [file], createdAt: at(1) },
  ]);
  database.close();

  reopened(location, (again) => {
    expect(again.readAttachment(file.hash).data).toEqual(new Uint8Array([1]));
    expect(() => again.readAttachment(left)).toThrow(expect.objectContaining({ code: 'attachment/missing' }));
    again.saveQueue(conversation.id, []);
  });
  reopened(location, (again) => {
    expect(() => again.readAttachment(file.hash)).toThrow(
      expect.objectContaining({ code: 'attachment/missing' }),
    );
  });
});
