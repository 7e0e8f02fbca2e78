import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AssistantMessage } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import { emptyReply, plainText, reduceStream } from '../../shared/stream.ts';
import type { ReplyContent, StreamEvent } from '../../shared/stream.ts';
import { ChatFixture, secret } from './testing/ChatFixture.ts';

let fixture: ChatFixture;

beforeEach(async () => {
  fixture = await ChatFixture.open();
});

const diskFull = new AppError('history/disk-full', 'The disk is full.', { retryable: true });

async function started(text = 'one'): Promise<AssistantMessage> {
  const reply = await fixture.sendOne('Count');
  if (text !== '') fixture.provider.last.text(text);
  await fixture.settle();
  return reply;
}

it('refuses prompts to a lane that is held, until it is let go', async () => {
  const [lane] = await fixture.lanes();
  if (lane === undefined) throw new Error('There is a lane.');
  fixture.runs.hold(lane.id);
  expect(fixture.runs.inLane(lane.id)).toEqual([]);
  await expect(fixture.sendOne('Hello')).rejects.toMatchObject({ code: 'chat/busy' });
  fixture.runs.release(lane.id);
  await expect(fixture.sendOne('Hello')).resolves.toMatchObject({ status: 'streaming' });
});

describe('stopping', () => {
  it('keeps what has come and closes the stream', async () => {
    const { id } = await started();
    await fixture.chat.stop({ messageId: id });
    expect(await fixture.reply(id)).toMatchObject({
      status: 'cancelled',
      stopReason: 'cancelled',
      parts: [{ text: 'one' }],
      error: null,
    });
    expect(fixture.provider.last.closed).toBe(true);
    await fixture.chat.stop({ messageId: id });
  });

  it('sends nothing when it comes before the beginning', async () => {
    const { conversationId } = fixture;
    const [lane] = await fixture.lanes();
    if (lane === undefined) throw new Error('There is a lane.');
    const turn = { conversationId, turnId: (await started('')).turnId, laneIds: [lane.id], text: 'Two' };
    await fixture.runs.stopConversation(conversationId);
    const { entries } = await fixture.chat.send(turn);
    const id = entries[0]?.added[1]?.message.id;
    if (id === undefined) throw new Error('There is a reply.');
    const stopped = fixture.chat.stop({ messageId: id });
    await fixture.begin();
    await stopped;
    expect(fixture.provider.streams).toHaveLength(1);
    expect(await fixture.reply(id)).toMatchObject({ status: 'cancelled' });
  });

  it('does not wait long for a provider that does not listen', async () => {
    fixture.provider.isDeaf = true;
    const { id } = await started();
    const stopped = fixture.chat.stop({ messageId: id });
    fixture.clock.advance(1000);
    await stopped;
    fixture.provider.last.text('too late');
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject({ status: 'cancelled', parts: [{ text: 'one' }] });
    expect(fixture.provider.last.closed).toBe(true);
  });

  it('leaves a reply complete that ended at the same moment', async () => {
    const { id } = await started();
    fixture.provider.isDeaf = true;
    fixture.provider.last.finish();
    await fixture.settle();
    await fixture.chat.stop({ messageId: id });
    expect(await fixture.reply(id)).toMatchObject({ status: 'done' });
  });

  it('interrupts everything when the app closes, and lets nothing begin', async () => {
    const { id } = await started();
    await fixture.runs.close();
    expect(await fixture.reply(id)).toMatchObject({
      status: 'interrupted',
      stopReason: null,
      parts: [{ text: 'one' }],
    });
    expect(fixture.provider.last.context.signal.aborted).toBe(true);
    await expect(fixture.sendOne('More')).rejects.toMatchObject({ code: 'chat/busy' });
  });
});

describe('failing', () => {
  it('stores the code, keeps the text and blanks a key that the server repeated', async () => {
    const { id } = await started();
    const key = secret.apiKey ?? '';
    const details = { status: 401, providerMessage: `Bad key ${key}` };
    fixture.provider.last.fail(new AppError('provider/key-refused', `Refused ${key}`, { details }));
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject({
      status: 'error',
      parts: [{ text: 'one' }],
      stopReason: null,
      error: {
        code: 'provider/key-refused',
        message: 'Refused [redacted]',
        details: { status: 401, providerMessage: 'Bad key [redacted]' },
      },
    });
    expect(JSON.stringify([fixture.told, fixture.logged])).not.toContain(key);
  });

  it('calls an unknown failure internal and does not quote it', async () => {
    const { id } = await started();
    fixture.provider.last.fail(new TypeError('canary of a defect'));
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject({ status: 'error', error: { code: 'internal' } });
    expect(JSON.stringify(fixture.told)).not.toContain('canary');
  });

  it('does not take the end of a stream for the end of the reply', async () => {
    const { id } = await started();
    fixture.provider.last.breakOff();
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject({ status: 'error', error: { code: 'stream/truncated' } });
  });

  it('asks nobody when the key cannot be read', async () => {
    fixture.secretFault = new AppError('secret/origin-changed', 'The key is for another address.');
    const { id } = await fixture.sendOne('Hello');
    expect(await fixture.reply(id)).toMatchObject({
      status: 'error',
      error: { code: 'secret/origin-changed' },
    });
    expect(fixture.provider.streams).toHaveLength(0);
    fixture.secretFault = null;
    await fixture.sendOne('Again');
    expect(fixture.provider.streams).toHaveLength(1);
  });
});

describe('a history that cannot be written', () => {
  it('ends the reply, keeps it on screen with the reason, and writes it once there is room', async () => {
    const { id } = await started();
    fixture.faults = { appendJournal: diskFull, finishReply: diskFull };
    fixture.clock.advance(100);
    await fixture.settle();
    expect(fixture.provider.last.context.signal.aborted).toBe(true);
    const shown = { id, status: 'error', error: { code: 'history/disk-full' }, parts: [{ text: 'one' }] };
    expect(fixture.heard('message.changed')).toMatchObject([{ message: shown }]);
    expect(fixture.runs.snapshot(id)).toMatchObject({ message: shown, live: null });
    expect(fixture.runs.isStreaming(fixture.conversationId)).toBe(false);
    fixture.clock.advance(1000);
    await fixture.settle();
    fixture.faults = {};
    fixture.clock.advance(2000);
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject(shown);
    expect(fixture.heard('message.changed')).toHaveLength(2);
    expect(fixture.runs.snapshot(id)).toBeNull();
    expect(fixture.clock.waiting).toBe(0);
  });

  it('takes the reason back from a complete reply when it could be written after all', async () => {
    const { id } = await started();
    fixture.faults = { finishReply: diskFull };
    fixture.provider.last.finish();
    await fixture.settle();
    expect(fixture.heard('message.changed')).toMatchObject([{ message: { status: 'error' } }]);
    fixture.faults = {};
    await fixture.runs.close();
    expect(await fixture.reply(id)).toMatchObject({ status: 'done', error: null, stopReason: 'end' });
    expect(fixture.heard('message.changed')).toMatchObject([
      {},
      { message: { status: 'done', error: null } },
    ]);
  });

  it('answers with the reply that waits to be written, as context too', async () => {
    await started();
    fixture.faults = { finishReply: diskFull };
    fixture.provider.last.finish();
    await fixture.settle();
    await fixture.sendOne('Go on');
    expect(fixture.provider.last.request.messages.map(({ text }) => text)).toEqual(['Count', 'one', 'Go on']);
  });
});

describe('what happens around a live reply', () => {
  it('goes on when its connection is deleted', async () => {
    const { id } = await started();
    await fixture.history.deleteConnection(fixture.connection.id);
    fixture.provider.last.finish();
    await fixture.settle();
    expect(await fixture.reply(id)).toMatchObject({ status: 'done' });
  });

  it('ends with its conversation in the trash', async () => {
    const { id } = await started();
    await fixture.history.updateConversation(fixture.conversationId, { trashedAt: 1 }, 1);
    await fixture.runs.stopConversation(fixture.conversationId);
    expect(await fixture.reply(id)).toMatchObject({ status: 'cancelled', parts: [{ text: 'one' }] });
  });

  it('ends quietly when its conversation was deleted under it', async () => {
    const { id } = await started();
    await fixture.history.updateConversation(fixture.conversationId, { trashedAt: 1 }, 1);
    await fixture.history.purgeConversation(fixture.conversationId);
    fixture.provider.last.finish();
    await fixture.settle();
    expect(fixture.heard('message.changed')).toEqual([]);
    expect(fixture.runs.isLive(id)).toBe(false);
    fixture.clock.advance(60_000);
    expect(fixture.clock.waiting).toBe(0);
  });

  it('gives a snapshot that is exactly what the window has after the batch of its number', async () => {
    const { id } = await started();
    fixture.provider.last.text(', two');
    fixture.provider.last.text(', three');
    await fixture.settle();
    const snapshot = fixture.runs.snapshot(id);
    const batches = fixture.heard('run.updated');
    expect(snapshot?.live?.seq).toBe(batches.length);
    expect(plainText(snapshot?.message.parts ?? [])).toBe('one, two, three');
    expect(fold(batches.flatMap(({ events }) => events)).parts).toEqual(snapshot?.message.parts);
  });
});

function fold(events: readonly StreamEvent[]): ReplyContent {
  return events.reduce<ReplyContent>(reduceStream, emptyReply);
}

/** Events with every delta cut into single characters, so that merged and unmerged lists compare. */
function grains(events: readonly StreamEvent[]): readonly string[] {
  return events.flatMap((event) =>
    'delta' in event
      ? Array.from(event.delta, (delta) => JSON.stringify({ ...event, delta }))
      : [JSON.stringify(event)],
  );
}

/** One thing that may happen while a reply streams. */
const move = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      event: fc.oneof(
        fc.record({
          type: fc.constant('text' as const),
          block: fc.nat(2),
          delta: fc.string({ maxLength: 5 }),
        }),
        fc.record({
          type: fc.constant('reasoning' as const),
          block: fc.nat(2),
          delta: fc.string({ maxLength: 5 }),
          kind: fc.constantFrom('summary' as const, 'raw' as const),
        }),
        fc.record({
          type: fc.constant('refusal' as const),
          block: fc.nat(2),
          delta: fc.string({ maxLength: 5 }),
        }),
        fc.record({
          type: fc.constant('usage' as const),
          usage: fc.record({ input: fc.nat(9), output: fc.nat(9) }),
        }),
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 16, 40, 100) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'read' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('stop', 'fail', 'finish', 'break', 'close', 'fullDisk', 'room'),
    }),
  },
);

type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

async function play(chat: ChatFixture, id: AssistantMessage['id'], step: Move): Promise<void> {
  const stream = chat.provider.last;
  if (step.kind === 'event' && 'event' in step) stream.push(step.event);
  else if (step.kind === 'wait' && 'ms' in step) chat.clock.advance(step.ms);
  else if (step.kind === 'read') chat.runs.snapshot(id);
  else if (step.kind === 'stop') void chat.runs.stop(id);
  else if (step.kind === 'close') void chat.runs.close();
  else if (step.kind === 'fail') stream.fail(new AppError('stream/stalled', 'Nothing came.'));
  else if (step.kind === 'finish') stream.finish();
  else if (step.kind === 'break') stream.breakOff();
  else if (step.kind === 'fullDisk') chat.faults = { appendJournal: diskFull, finishReply: diskFull };
  else chat.faults = {};
  await chat.settle();
}

it('holds through any order of words, stops and failures: one end, no gap, nothing lost, nothing made up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 30 }), fc.boolean(), async (moves, isDeaf) => {
      const chat = await ChatFixture.open();
      chat.provider.isDeaf = isDeaf;
      const { id } = await chat.sendOne('Count');
      chat.provider.last.push({ type: 'start', model: 'm1' });
      for (const step of moves) {
        await play(chat, id, step);
        // What is on disk is a prefix of what has come, and what the window has is all of it after a snapshot.
        const seen = grains(chat.heard('run.updated').flatMap(({ events }) => events));
        const live = chat.runs.snapshot(id);
        const shown = grains(chat.heard('run.updated').flatMap(({ events }) => events));
        const journalled = grains(chat.journal.flatMap(({ events }) => events));
        expect(shown.slice(0, seen.length)).toEqual(seen);
        expect(shown.slice(0, journalled.length)).toEqual(journalled);
        if (live?.live)
          expect(live.message).toMatchObject(fold(chat.heard('run.updated').flatMap((b) => b.events)));
      }
      chat.faults = {};
      chat.provider.last.finish();
      await chat.settle();
      chat.clock.advance(60_000);
      await chat.settle();
      const batches = chat.heard('run.updated');
      const stored = await chat.reply(id);
      expect(stored.status).not.toBe('streaming');
      const { usage, ...told } = fold(batches.flatMap(({ events }) => events));
      expect(stored).toMatchObject(told);
      // What a server did not come to say was counted here.
      if (usage !== null || stored.parts.length === 0) expect(stored.usage).toEqual(usage);
      else expect(stored.usage).toMatchObject({ estimated: true });
      expect(batches.map(({ seq }) => seq)).toEqual(batches.map((_, index) => index + 1));
      expect(new Set(batches.map(({ runId }) => runId)).size).toBeLessThanOrEqual(1);
      expect(chat.journal.map(({ seq }) => seq)).toEqual(chat.journal.map((_, index) => index + 1));
      expect(chat.heard('message.changed').at(-1)).toEqual({ message: stored });
      expect(chat.heard('conversation.changed').at(-1)?.summary.streaming).toBe(false);
      expect(chat.provider.last.closed).toBe(true);
      expect(chat.runs.isStreaming(chat.conversationId)).toBe(false);
      await chat.history.close();
    }),
    { numRuns: 150 },
  );
}, 60_000);
