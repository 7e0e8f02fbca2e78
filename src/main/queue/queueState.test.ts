import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { LaneId, QueuedPromptId } from '../../shared/ids.ts';
import type { QueuedPrompt } from '../../shared/queue.ts';
import { emptyQueue, nextPrompt, reduceQueue, restartedQueue, toQueue } from './queueState.ts';
import type { QueueEvent, QueueState } from './queueState.ts';

const lanes = [newId<LaneId>(), newId<LaneId>(), newId<LaneId>()] as const;
const [laneA, laneB] = lanes;
const free = (): boolean => true;
const refusal = { code: 'chat/budget-reached', message: 'Too dear.', retryable: false } as const;

function prompt(text: string, laneIds: readonly LaneId[] = [laneA]): QueuedPrompt {
  return { id: newId<QueuedPromptId>(), laneIds: [...laneIds], text, attachments: [], createdAt: 1 };
}

function after(events: readonly QueueEvent[], from: QueueState = emptyQueue): QueueState {
  return events.reduce(reduceQueue, from);
}

const [first, second, third] = [prompt('one'), prompt('two'), prompt('three', [laneA, laneB])];
const waiting = after([first, second, third].map((item) => ({ type: 'added', prompt: item })));

describe('a queue', () => {
  test('sends the first prompt once all of its lanes are free', () => {
    expect(nextPrompt(waiting, free)).toBe(first);
    expect(nextPrompt(waiting, () => false)).toBeNull();
    const last = after(
      [first, second].map(({ id }) => ({ type: 'sent', id })),
      waiting,
    );
    expect(nextPrompt(last, (laneId) => laneId === laneA)).toBeNull();
    expect(nextPrompt(last, free)).toBe(third);
  });

  test.each(['stopped', 'failed'] as const)('is held by a reply that %s, until it is resumed', (outcome) => {
    const held = after([{ type: 'replyEnded', laneId: laneA, outcome }], waiting);
    expect(toQueue(held)).toMatchObject({ held: outcome, items: [first, second, third] });
    expect(nextPrompt(held, free)).toBeNull();
    expect(nextPrompt(after([{ type: 'resumed' }], held), free)).toBe(first);
  });

  test('is not held by a lane that nothing waits for', () => {
    const other = after([{ type: 'replyEnded', laneId: lanes[2], outcome: 'failed' }], waiting);
    expect(other.held).toBeNull();
  });

  test('sends a steered prompt before all others, whatever ends meanwhile, and then holds the rest for it', () => {
    const steering = after([{ type: 'steered', id: third.id }], waiting);
    expect(steering.items.map(({ id }) => id)).toEqual([third.id, first.id, second.id]);
    const ended = after(
      [
        { type: 'replyEnded', laneId: laneA, outcome: 'steered' },
        { type: 'replyEnded', laneId: laneB, outcome: 'failed' },
      ],
      steering,
    );
    expect(nextPrompt(ended, free)).toBe(third);
    const rest = after([{ type: 'sent', id: third.id }], ended);
    expect(nextPrompt(rest, free)).toBeNull();
    expect(rest.held).toBe('failed');
  });

  test('keeps a refused prompt at its head and says why', () => {
    const refused = after([{ type: 'refused', id: first.id, error: refusal }], waiting);
    expect(toQueue(refused)).toEqual({ items: [first, second, third], held: 'refused', refusal });
    const edited = after([{ type: 'edited', id: first.id, text: 'shorter' }, { type: 'resumed' }], refused);
    expect(nextPrompt(edited, free)).toEqual({ ...first, text: 'shorter' });
    expect(toQueue(edited)).not.toHaveProperty('refusal');
  });

  test('takes a removed lane out, and keeps a prompt that has none left', () => {
    const fewer = after([{ type: 'laneRemoved', laneId: laneA }], waiting);
    expect(fewer.items.map(({ laneIds }) => laneIds)).toEqual([[], [], [laneB]]);
    expect(fewer.held).toBe('refused');
    expect(nextPrompt(after([{ type: 'resumed' }], fewer), free)).toBeNull();
    const rest = after(
      [{ type: 'withdrawn', id: first.id }, { type: 'withdrawn', id: second.id }, { type: 'resumed' }],
      fewer,
    );
    expect(nextPrompt(rest, free)?.id).toBe(third.id);
  });

  test('comes back held after a restart, and is nothing once it is empty', () => {
    expect(restartedQueue([first]).held).toBe('restarted');
    expect(restartedQueue([])).toEqual(emptyQueue);
    expect(after([{ type: 'withdrawn', id: first.id }], restartedQueue([first]))).toEqual(emptyQueue);
  });
});

/** What a person or a reply does next, by positions instead of ids; `send` tries to send what is next. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('add'), lanes: fc.subarray([0, 1, 2], { minLength: 1 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom('edit', 'withdraw', 'steer'), at: fc.nat(6) }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('resume') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('end'),
        lane: fc.nat(2),
        outcome: fc.constantFrom('done', 'done', 'stopped', 'failed'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('remove'), lane: fc.nat(2) }) },
    { weight: 4, arbitrary: fc.record({ type: fc.constant('send'), accepted: fc.boolean() }) },
  ),
  { maxLength: 80 },
);

/** The simplest thing that behaves as a queue should: names in a list, and one word for why it stands still. */
class Model {
  readonly sent: string[] = [];
  waiting: { name: string; lanes: number[] }[] = [];
  standsStill = false;
  steered: string | null = null;

  settle(): void {
    const [head] = this.waiting;
    if (head?.name !== this.steered || head?.lanes.length === 0) this.steered = null;
    if (head === undefined) this.standsStill = false;
    else if (head.lanes.length === 0) this.standsStill = true;
  }

  mayGo(busy: ReadonlySet<number>): string | null {
    const [head] = this.waiting;
    if (head === undefined || head.lanes.length === 0 || head.lanes.some((lane) => busy.has(lane)))
      return null;
    return this.standsStill && this.steered !== head.name ? null : head.name;
  }
}

describe('any order of events', () => {
  test('loses nothing, sends nothing twice, keeps the order, and sends nothing while it is held', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const model = new Model();
        const busy = new Set<number>();
        const withdrawn: string[] = [];
        let added = 0;
        let state = emptyQueue;
        const nameOf = ({ text }: QueuedPrompt): string => text.replace('!', '');
        const apply = (event: QueueEvent): void => {
          state = reduceQueue(state, event);
        };
        for (const step of taken) {
          const item = 'at' in step ? state.items[step.at] : undefined;
          if (step.type === 'add' && 'lanes' in step) {
            added += 1;
            model.waiting.push({ name: String(added), lanes: [...step.lanes] });
            apply({
              type: 'added',
              prompt: prompt(
                String(added),
                step.lanes.flatMap((lane) => lanes[lane] ?? []),
              ),
            });
          } else if (step.type === 'edit' && item !== undefined) {
            apply({ type: 'edited', id: item.id, text: `${nameOf(item)}!` });
          } else if (step.type === 'withdraw' && item !== undefined) {
            withdrawn.push(nameOf(item));
            model.waiting = model.waiting.filter(({ name }) => name !== nameOf(item));
            apply({ type: 'withdrawn', id: item.id });
          } else if (step.type === 'steer' && item !== undefined) {
            const chosen = model.waiting.filter(({ name }) => name === nameOf(item));
            model.waiting = [...chosen, ...model.waiting.filter(({ name }) => name !== nameOf(item))];
            model.standsStill = false;
            model.steered = nameOf(item);
            apply({ type: 'steered', id: item.id });
            for (const laneId of item.laneIds) {
              busy.delete(lanes.indexOf(laneId));
              apply({ type: 'replyEnded', laneId, outcome: 'steered' });
            }
          } else if (step.type === 'resume') {
            model.standsStill = false;
            apply({ type: 'resumed' });
          } else if (step.type === 'end' && 'outcome' in step && busy.delete(step.lane)) {
            const isAwaited = model.waiting.some((one) => one.lanes.includes(step.lane));
            if (step.outcome !== 'done' && isAwaited) model.standsStill = true;
            const laneId = lanes[step.lane] ?? laneA;
            apply({ type: 'replyEnded', laneId, outcome: step.outcome as 'done' | 'stopped' | 'failed' });
          } else if (step.type === 'remove' && 'lane' in step) {
            for (const one of model.waiting) one.lanes = one.lanes.filter((lane) => lane !== step.lane);
            apply({ type: 'laneRemoved', laneId: lanes[step.lane] ?? laneA });
          } else if (step.type === 'send' && 'accepted' in step) {
            const next = nextPrompt(state, (laneId) => !busy.has(lanes.indexOf(laneId)));
            expect(next === null ? null : nameOf(next)).toBe(model.mayGo(busy));
            if (next !== null && step.accepted) {
              model.sent.push(nameOf(next));
              model.waiting.shift();
              for (const laneId of next.laneIds) busy.add(lanes.indexOf(laneId));
              apply({ type: 'sent', id: next.id });
            } else if (next !== null) {
              model.standsStill = true;
              model.steered = null;
              apply({ type: 'refused', id: next.id, error: refusal });
            }
          }
          model.settle();
          expect(state.items.map(nameOf)).toEqual(model.waiting.map(({ name }) => name));
          expect(state.held !== null).toBe(model.standsStill);
        }
        const all = [...model.sent, ...withdrawn, ...model.waiting.map(({ name }) => name)];
        expect(all.map(Number).sort((one, other) => one - other)).toEqual(
          Array.from({ length: added }, (_, index) => index + 1),
        );
      }),
    );
  });
});
