/**
 * P15: going to and fro between two tabs of 2,000 messages, against going from a tab with one answer to an empty one: from the
 * click on the tab to the frame in which its last message, or its empty lane, is painted.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { sections } from '../answerText.ts';
import { frameMs, showTab, whenPainted } from '../chatPage.ts';
import { startApp } from '../electronApp.ts';
import { seedProfile, type SeededTurn } from '../profile.ts';
import { atMostAbove, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median, percentile } from '../statistics.ts';

const messages = 2000;
/** Switches that are not counted: what runs for the first time runs cold. */
const warmUp = 4;
/** What one switch leaves behind must not fall into the next one, in milliseconds. */
const restMs = 250;

/** Turns of very different heights, ending in a word to look for. */
function turns(marker: string): readonly SeededTurn[] {
  const ordinary = Array.from({ length: messages / 2 - 1 }, (_, index) => ({
    prompt: `Question ${index}: ${'and so on '.repeat(index % 40)}`,
    reply: (sections[index % sections.length] ?? '').slice(0, 40 + ((index * 977) % 2600)),
  }));
  return [...ordinary, { prompt: 'The last question', reply: `The last answer, ${marker}` }];
}

interface Place {
  readonly tab: number;
  readonly selector: string;
  readonly text: string;
  readonly counts: boolean;
}

/** Frames from the click to the picture, for each switch to a place that counts. */
async function toAndFro(
  page: Page,
  places: readonly [Place, Place],
  rounds: number,
): Promise<readonly number[]> {
  for (const { tab } of places) await showTab(page, tab);
  const frames: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const { tab, selector, text, counts } = places[round % 2 === 0 ? 0 : 1];
    const { askedAt, paintedAt } = await whenPainted(page, { selector, text, clickTab: tab });
    if (round >= warmUp && counts) frames.push((paintedAt - askedAt) / frameMs);
    await delay(restMs);
  }
  return frames;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  await seedProfile(profile, server.url, [
    { title: 'Long 1', laneCount: 1, turns: turns('marker one.') },
    { title: 'Long 2', laneCount: 1, turns: turns('marker two.') },
    { title: 'Short', laneCount: 1, turns: [{ prompt: 'A question', reply: 'The only answer.' }] },
    { title: 'Empty', laneCount: 1, turns: [] },
  ]);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const { page } = app;
  const article = '[role="log"] article';
  const rounds = Math.max(8, context.rounds);
  try {
    const empty = await toAndFro(
      page,
      [
        { tab: 2, selector: article, text: 'The only answer.', counts: false },
        { tab: 3, selector: '[role="tabpanel"]', text: 'answers here', counts: true },
      ],
      rounds,
    );
    const long = await toAndFro(
      page,
      [
        { tab: 0, selector: article, text: 'marker one.', counts: true },
        { tab: 1, selector: article, text: 'marker two.', counts: true },
      ],
      rounds,
    );
    context.note(
      `The slowest twentieth: ${percentile(long, 95).toFixed(1)} frames, empty ${percentile(empty, 95).toFixed(1)}.`,
    );
    const name = `switch between tabs of ${messages} messages`;
    return [
      atMostAbove({ name, unit: 'frames', value: median(long), floor: median(empty) }, 2, '≤ +2 frames'),
    ];
  } finally {
    await app.close();
    await server.close();
  }
}

export const tabSwitchQuestion: Question = { id: 'P15', title: 'Switching tabs', answer };
