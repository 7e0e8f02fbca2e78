import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { LaneId, QueuedPromptId, TurnId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { ChatFixture } from '../chat/testing/ChatFixture.ts';
import { QueueService } from './QueueService.ts';

let fixture: ChatFixture;
let queues: QueueService;
let laneIds: LaneId[];

function start(): QueueService {
  const { history, chat, runs, clock } = fixture;
  const service = new QueueService({
    history,
    send: (input) => chat.send(input),
    runs,
    clock,
    emit: (name, payload) => fixture.told.push({ name, payload } as (typeof fixture.told)[number]),
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (...parts) => fixture.logged.push(JSON.stringify(parts)),
    },
  });
  fixture.onEnded = (final) => {
    service.replyEnded(final);
  };
  fixture.onReleased = (laneId) => {
    service.laneReleased(laneId);
  };
  return service;
}

async function open(models: readonly string[] = ['m1']): Promise<void> {
  fixture = await ChatFixture.open(models);
  laneIds = (await fixture.lanes()).map(({ id }) => id);
  queues = start();
}

const conversation = (): { conversationId: typeof fixture.conversationId } => ({
  conversationId: fixture.conversationId,
});

async function add(text: string, lanes: LaneId[] = laneIds): Promise<QueuedPromptId> {
  const id = newId<QueuedPromptId>();
  await queues.add({ ...conversation(), id, laneIds: lanes, text, attachments: [] });
  await fixture.begin();
  return id;
}

/** The prompts that were sent, in order. */
async function sent(): Promise<readonly string[]> {
  const { messages } = await fixture.history.readArchive(fixture.conversationId);
  return messages.filter(({ role }) => role === 'user').map(({ parts }) => plainText(parts));
}

async function waiting(): Promise<readonly string[]> {
  return (await queues.read(conversation())).items.map(({ text }) => text);
}

/** Ends the newest reply well and lets what follows begin. */
async function finish(index = -1): Promise<void> {
  const stream = fixture.provider.streams.at(index);
  stream?.text('answer');
  stream?.finish();
  await fixture.settle();
  await fixture.begin();
}

beforeEach(() => open());

describe('a prompt that is added', () => {
  test('is sent at once where nothing streams, and windows are told to read again', async () => {
    await add('hello');
    expect(await sent()).toEqual(['hello']);
    expect(await waiting()).toEqual([]);
    expect(fixture.heard('conversation.moved')).toEqual([{ id: fixture.conversationId, by: null }]);
  });

  test('waits its turn while an answer streams, and goes in order', async () => {
    await fixture.sendOne('first');
    await add('second');
    await add('third');
    expect(await sent()).toEqual(['first']);
    expect(await fixture.history.readQueue(fixture.conversationId)).toHaveLength(2);
    await finish();
    expect(await sent()).toEqual(['first', 'second']);
    await finish();
    expect(await sent()).toEqual(['first', 'second', 'third']);
    expect(await fixture.history.readQueue(fixture.conversationId)).toEqual([]);
    expect(fixture.heard('queue.changed').at(-1)?.queue).toEqual({ items: [], held: null });
  });

  test('waits for all of its lanes', async () => {
    await open(['m1', 'm2']);
    await fixture.send('first');
    await add('second');
    await finish(0);
    expect(await waiting()).toEqual(['second']);
    await finish(1);
    // The lanes stand apart, so each has the prompt of its own.
    expect(await sent()).toEqual(['first', 'second', 'second']);
    expect(fixture.provider.streams).toHaveLength(4);
  });

  test('is sent once when two windows and the end of a reply meet', async () => {
    await fixture.sendOne('first');
    const id = await add('second');
    fixture.provider.last.finish();
    await Promise.allSettled([
      queues.resume(conversation()),
      queues.steer({ ...conversation(), id }),
      queues.resume(conversation()),
    ]);
    await finish();
    expect(await sent()).toEqual(['first', 'second']);
  });

  test('is refused when it says nothing, is too long, is one too many, or is for a lane that is not there', async () => {
    await fixture.sendOne('first');
    await expect(add(' ')).rejects.toMatchObject({ code: 'chat/empty-prompt' });
    await expect(add('x'.repeat(2_000_001))).rejects.toMatchObject({ code: 'chat/prompt-too-large' });
    await expect(add('where', [newId<LaneId>()])).rejects.toMatchObject({ code: 'history/not-found' });
    for (let count = 0; count < 50; count += 1) await add(`number ${count}`);
    await expect(add('one too many')).rejects.toMatchObject({ code: 'queue/too-long' });
    expect(await waiting()).toHaveLength(50);
  });
});

describe('a prompt that waits', () => {
  test('can be edited and withdrawn until it is sent, and is gone then', async () => {
    await fixture.sendOne('first');
    const [second, third] = [await add('second'), await add('third')];
    await queues.edit({ ...conversation(), id: second, text: 'better' });
    await queues.withdraw({ ...conversation(), id: third });
    expect(await waiting()).toEqual(['better']);
    await finish();
    expect(await sent()).toEqual(['first', 'better']);
    const gone = { code: 'queue/gone' };
    await expect(queues.edit({ ...conversation(), id: second, text: 'late' })).rejects.toMatchObject(gone);
    await expect(queues.withdraw({ ...conversation(), id: second })).rejects.toMatchObject(gone);
    await expect(queues.steer({ ...conversation(), id: third })).rejects.toMatchObject(gone);
  });

  test('goes first when it is steered: the run is stopped, and what waits behind it is not held', async () => {
    const reply = await fixture.sendOne('first');
    await add('second');
    const third = await add('third');
    fixture.provider.last.text('half');
    await queues.steer({ ...conversation(), id: third });
    await fixture.settle();
    await fixture.begin();
    expect((await fixture.reply(reply.id)).status).toBe('cancelled');
    expect(await sent()).toEqual(['first', 'third']);
    expect(await queues.read(conversation())).toMatchObject({ held: null, items: [{ text: 'second' }] });
    await finish();
    expect(await sent()).toEqual(['first', 'third', 'second']);
  });

  test('is held when the reply before it is stopped or fails, and goes when it is resumed', async () => {
    const reply = await fixture.sendOne('first');
    await add('second');
    await add('third');
    await fixture.runs.stop(reply.id);
    await fixture.begin();
    expect(await queues.read(conversation())).toMatchObject({ held: 'stopped' });
    expect(await sent()).toEqual(['first']);
    await queues.resume(conversation());
    await fixture.begin();
    fixture.provider.last.fail(new AppError('provider/bad-request', 'No.'));
    await fixture.settle();
    expect(await queues.read(conversation())).toMatchObject({ held: 'failed', items: [{ text: 'third' }] });
  });

  test('stays at the head when its send is refused, with the reason', async () => {
    fixture.guardFault = new AppError('chat/budget-reached', 'The budget is reached.');
    await add('too dear');
    expect(await queues.read(conversation())).toMatchObject({
      held: 'refused',
      refusal: { code: 'chat/budget-reached' },
      items: [{ text: 'too dear' }],
    });
    fixture.guardFault = null;
    await queues.resume(conversation());
    expect(await sent()).toEqual(['too dear']);
  });

  test('is put off, not held, when another send is just beginning', async () => {
    fixture.guardFault = new AppError('chat/busy', 'Busy.');
    await add('patient');
    expect(await queues.read(conversation())).toMatchObject({ held: null, items: [{ text: 'patient' }] });
    fixture.guardFault = null;
    fixture.clock.advance(1000);
    await fixture.settle();
    expect(await sent()).toEqual(['patient']);
  });

  test('waits for work that asks more than once, also between its replies', async () => {
    const [laneId] = laneIds;
    if (laneId === undefined) throw new Error('There is a lane.');
    fixture.runs.hold(laneId);
    await add('after the run');
    expect(await waiting()).toEqual(['after the run']);
    fixture.runs.release(laneId);
    await fixture.settle();
    expect(await sent()).toEqual(['after the run']);
  });

  test('loses a lane that is removed, and is kept when none is left', async () => {
    await open(['m1', 'm2']);
    const [one, other] = laneIds;
    if (one === undefined || other === undefined) throw new Error('There are two lanes.');
    await fixture.send('first');
    await add('both');
    await add('other', [other]);
    await fixture.history.removeLane(other);
    queues.forget([other]);
    const queue = await queues.read(conversation());
    expect(queue.items.map((item) => item.laneIds)).toEqual([[one], []]);
    await finish(0);
    expect(await sent()).toEqual(['first', 'both']);
    expect(await queues.read(conversation())).toMatchObject({ held: 'refused', items: [{ text: 'other' }] });
  });
});

describe('after a restart', () => {
  test('what waited comes back held, and goes when a person says so', async () => {
    await fixture.sendOne('first');
    await add('second');
    await queues.close();
    await finish();
    expect(await sent()).toEqual(['first']);
    queues = start();
    expect(await queues.read(conversation())).toMatchObject({
      held: 'restarted',
      items: [{ text: 'second' }],
    });
    await queues.resume(conversation());
    expect(await sent()).toEqual(['first', 'second']);
  });

  test('what was sent just before a crash does not wait again', async () => {
    await fixture.sendOne('first');
    const id = await add('second');
    const items = await fixture.history.readQueue(fixture.conversationId);
    await finish();
    await fixture.history.saveQueue(fixture.conversationId, items);
    queues = start();
    expect(await waiting()).toEqual([]);
    const turns = (await fixture.history.listReplies(fixture.conversationId, 5)).map(({ turnId }) => turnId);
    expect(turns).toContain(id as string as TurnId);
  });

  test('nothing is sent any more while the app closes', async () => {
    await fixture.sendOne('first');
    await add('second');
    const closed = queues.close();
    await queues.resume(conversation());
    await finish();
    await closed;
    expect(await sent()).toEqual(['first']);
    expect(await fixture.history.readQueue(fixture.conversationId)).toHaveLength(1);
  });
});
