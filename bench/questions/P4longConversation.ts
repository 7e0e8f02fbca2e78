/**
 * P4: opening a conversation of 2,000 messages at its end, against opening an empty one; then the wheel upwards through it.
 * A jump is a message that is in sight in two frames in a row and moves up while everything should move down.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { sections } from '../answerText.ts';
import { endWatch, frameMs, watchFrames, whenPainted } from '../chatPage.ts';
import { startApp } from '../electronApp.ts';
import { seedProfile, type SeededChat, type SeededTurn } from '../profile.ts';
import {
  atLeast,
  atMostAbove,
  below,
  explained,
  type BenchContext,
  type Figure,
  type Question,
} from '../Question.ts';
import { median } from '../statistics.ts';

const messages = 2000;
/** Conversations of each kind; each is opened once, since what was opened before is known already. */
const pairs = 6;
const wheelTurns = 240;
const wheelPixels = -220;
/** The least that an element moves before it counts as a jump, in pixels: less is rounding. */
const visibleMove = 1;

const missReason =
  'Profile: the newest 60 messages arrive within a few milliseconds and ten layouts place them; what is left of the opening is ' +
  'the drawing of nine rows of Markdown, 85 to 140 ms of processor time here, of which half is script that runs cold.';

/** Turns of very different heights, ending in a word to look for. */
function turns(marker: string): readonly SeededTurn[] {
  const ordinary = Array.from({ length: messages / 2 - 1 }, (_, index) => ({
    prompt: `Question ${index}: ${'and so on '.repeat(index % 40)}`,
    reply: (sections[index % sections.length] ?? '').slice(0, 40 + ((index * 977) % 2600)),
  }));
  return [...ordinary, { prompt: 'The last question', reply: `The last answer, ${marker}` }];
}

function seededChats(): readonly SeededChat[] {
  return Array.from({ length: pairs }, (_, index) => [
    { title: `Long ${index}`, laneCount: 1, turns: turns(`marker ${index}.`) },
    { title: `Empty ${index}`, laneCount: 1, turns: [] },
  ]).flat();
}

async function openingFrames(
  page: Page,
  place: number,
  sight: { selector: string; text: string },
): Promise<number> {
  const { askedAt, paintedAt } = await whenPainted(page, { ...sight, clickTab: place });
  // What the opening left behind must not fall into the next one.
  await delay(300);
  return (paintedAt - askedAt) / frameMs;
}

/** Distance of the list from its end, in pixels. */
function distanceFromEnd(page: Page): Promise<number> {
  return page.getByRole('log').evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
}

interface JumpWatch {
  jumps: number;
  largest: number;
  stop: () => void;
}

function watchJumps(page: Page) {
  return page.getByRole('log').evaluateHandle((log, threshold) => {
    const watch: JumpWatch = { jumps: 0, largest: 0, stop: () => undefined };
    let before = new Map<Element, number>();
    let next = 0;
    const frame = (): void => {
      const box = log.getBoundingClientRect();
      const now = new Map<Element, number>();
      let upwards = 0;
      for (const message of log.querySelectorAll('article')) {
        const { top, bottom } = message.getBoundingClientRect();
        if (bottom < box.top || top > box.bottom) continue;
        now.set(message, top);
        upwards = Math.max(upwards, (before.get(message) ?? top) - top);
      }
      if (upwards > threshold) watch.jumps += 1;
      watch.largest = Math.max(watch.largest, upwards);
      before = now;
      next = requestAnimationFrame(frame);
    };
    next = requestAnimationFrame(frame);
    watch.stop = () => {
      cancelAnimationFrame(next);
    };
    return watch;
  }, visibleMove);
}

async function scrollUp(context: BenchContext, page: Page): Promise<readonly Figure[]> {
  const idleWatch = await watchFrames(page);
  await delay(2000);
  const idle = await endWatch(idleWatch);
  await page.getByRole('log').hover();
  const jumpWatch = await watchJumps(page);
  const frameWatch = await watchFrames(page);
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, wheelPixels);
  const scrolling = await endWatch(frameWatch);
  const { jumps, largest } = await jumpWatch.evaluate((watch) => {
    watch.stop();
    return { jumps: watch.jumps, largest: watch.largest };
  });
  const travelled = await distanceFromEnd(page);
  if (travelled < 5000) throw new Error(`The wheel moved the list by ${Math.round(travelled)} pixels only.`);
  context.note(
    `Scrolled up ${Math.round(travelled)} px in ${scrolling.seconds.toFixed(1)} s; largest move the wrong way ${largest.toFixed(1)} px.`,
  );
  const rate = scrolling.frames / scrolling.seconds;
  return [
    below({ name: 'backward jumps while scrolling up', unit: 'count', value: jumps, floor: 0 }, 0),
    atLeast(
      {
        name: 'frames a second while scrolling up',
        unit: 'count',
        value: rate,
        floor: idle.frames / idle.seconds,
      },
      0.98,
    ),
  ];
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  await seedProfile(profile, server.url, [{ title: 'First', laneCount: 1, turns: [] }, ...seededChats()]);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const { page } = app;
  const long: number[] = [];
  const empty: number[] = [];
  try {
    for (let index = 0; index < pairs; index += 1) {
      const lastMessage = { selector: '[role="log"] article', text: `marker ${index}.` };
      long.push(await openingFrames(page, 1 + 2 * index, lastMessage));
      if ((await distanceFromEnd(page)) > 2) throw new Error('The conversation did not open at its end.');
      const emptyLane = { selector: '[role="tabpanel"]', text: 'answers here' };
      empty.push(await openingFrames(page, 2 + 2 * index, emptyLane));
    }
    await openingFrames(page, 1, { selector: '[role="log"] article', text: 'marker 0.' });
    const opening = { value: median(long.slice(1)), floor: median(empty.slice(1)) };
    const figures = [
      atMostAbove(
        { name: `open ${messages} messages at the end`, unit: 'frames', ...opening },
        3,
        '≤ +3 frames',
      ),
      ...(await scrollUp(context, page)),
    ];
    return explained(context, figures, missReason);
  } finally {
    await app.close();
    await server.close();
  }
}

export const longConversationQuestion: Question = { id: 'P4', title: 'A long conversation', answer };
