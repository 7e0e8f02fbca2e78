import { expect, test } from 'vitest';
import { newId } from '../../../../../shared/ids.ts';
import type { ConversationId, LaneId } from '../../../../../shared/ids.ts';
import type { Preparation } from '../../../../../shared/preparation.ts';
import { ManualClock } from '../../../../../shared/testing/ManualClock.ts';
import { FakeMain } from '../../../../app/testing/FakeMain.ts';
import { longPlanDelay, planDelay, SendPlanner } from './SendPlanner.ts';
import type { PlanQuestion } from './SendPlanner.ts';

const answer: Preparation = {
  lanes: [],
  totalUsd: 0.02,
  budget: { level: 'within', scope: null, spentUsd: 0, limitUsd: null },
};

function openPlanner() {
  const clock = new ManualClock();
  const main = new FakeMain().answer('chat.prepare', () => answer);
  const written = { text: 'Why?' };
  const reads: string[] = [];
  const read = (): PlanQuestion => {
    reads.push(written.text);
    return {
      conversationId: newId<ConversationId>(),
      laneIds: [newId<LaneId>()],
      text: written.text,
      attachments: [],
    };
  };
  const planner = new SendPlanner({ client: main, clock, read });
  const asked = () => main.inputsOf('chat.prepare').length;
  return { clock, main, written, reads, planner, asked };
}

/** Lets every answer that is there arrive. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('reads nothing while keys are pressed, and asks once when they rest', async () => {
  const { clock, planner, reads, asked } = openPlanner();
  for (let key = 0; key < 50; key += 1) {
    planner.touch();
    clock.advance(planDelay - 1);
  }
  expect(reads).toEqual([]);
  clock.advance(1);
  await settled();
  expect(asked()).toBe(1);
  expect(planner.plan.getState()).toEqual({ preparation: answer, empty: false });
});

test('asks one question at a time, and again for what changed meanwhile', async () => {
  const { clock, main, planner, asked } = openPlanner();
  let release: (value: Preparation) => void = () => undefined;
  main.answer('chat.prepare', () => new Promise((resolve) => (release = resolve)));
  planner.touch('now');
  clock.advance(0);
  planner.touch('now');
  clock.advance(0);
  expect(asked()).toBe(1);
  release(answer);
  await settled();
  clock.advance(planDelay);
  expect(asked()).toBe(2);
});

test('a long text is asked about less often', async () => {
  const { clock, planner, written, asked } = openPlanner();
  written.text = 'word '.repeat(50_000);
  planner.touch('now');
  clock.advance(0);
  await settled();
  planner.touch();
  clock.advance(longPlanDelay - 1);
  expect(asked()).toBe(1);
  clock.advance(1);
  expect(asked()).toBe(2);
});

test('a question that fails leaves nothing to show, and a stopped planner shows no answer', async () => {
  const { clock, main, planner } = openPlanner();
  main.answer('chat.prepare', () => Promise.reject(new Error('no')));
  planner.touch('now');
  clock.advance(0);
  await settled();
  expect(planner.plan.getState().preparation).toBeNull();
  main.answer('chat.prepare', () => answer);
  planner.touch('now');
  clock.advance(0);
  planner.stop();
  await settled();
  expect(planner.plan.getState().preparation).toBeNull();
  expect(clock.waiting).toBe(0);
});
