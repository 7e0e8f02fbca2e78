/**
 * P3: what streaming costs the page. The same tokens at the same rate go through the app (Markdown, formulas, highlighting)
 * and into plain paragraphs of the floor; main-thread time is the browser's own `TaskDuration` in processor time, frames are counted, tasks of
 * more than 50 ms are noted. A first reply with every kind of content warms up what is loaded on first use.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startFakeProvider, type FakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { answerTokens } from '../answerText.ts';
import {
  endWatch,
  sendPrompt,
  showTab,
  untilIdle,
  watchFrames,
  whenPainted,
  type Smoothness,
} from '../chatPage.ts';
import { mainThreadSeconds, startApp, type StartedApp } from '../electronApp.ts';
import { buildFloor } from '../floor/buildFloor.ts';
import { seedProfile } from '../profile.ts';
import {
  atLeast,
  atMost,
  below,
  explained,
  type BenchContext,
  type Figure,
  type Question,
} from '../Question.ts';

/** Seconds of a stream that are measured, after those that are left out. */
const measuredSeconds = 8;
const settlingSeconds = 1.5;
/** Some more than is measured, so that the stream does not end before the measurement. */
const marginSeconds = 2;
const warmUpTokens = 2500;

const missReason =
  'Profile: of each frame a quarter is script, a quarter layout and style, the rest paint, layers and commit. A growth costs two ' +
  'layouts: one tells the height of the row, the next places what follows from it. Of four streams each pane is a scroller ' +
  'with layers of its own, and so is each wide table or formula in it that is near. Frames and long tasks are clock time: ' +
  'they count only on a machine that does nothing else.';

interface Load {
  readonly name: string;
  /** The place of its tab. */
  readonly tab: number;
  readonly lanes: number;
  /** Tokens a second of each lane. */
  readonly rate: number;
}

const loads: readonly Load[] = [
  { name: '1 stream at 1,000 tokens/s', tab: 0, lanes: 1, rate: 1000 },
  { name: '4 streams at 150 tokens/s', tab: 1, lanes: 4, rate: 150 },
];

interface Cost extends Smoothness {
  /** Share of the time in which the main thread was busy, in percent. */
  readonly busy: number;
}

async function measure({ page, session }: StartedApp): Promise<Cost> {
  await delay(settlingSeconds * 1000);
  const before = await mainThreadSeconds(session);
  const watch = await watchFrames(page);
  await delay(measuredSeconds * 1000);
  const smoothness = await endWatch(watch);
  const busySeconds = (await mainThreadSeconds(session)) - before;
  return { ...smoothness, busy: (busySeconds / smoothness.seconds) * 100 };
}

function tokensFor({ rate }: Load): number {
  return rate * (settlingSeconds + measuredSeconds + marginSeconds);
}

async function measureProduct(app: StartedApp, server: FakeProvider, load: Load): Promise<Cost> {
  const { page } = app;
  server.script({ kind: 'answer', pieces: [...answerTokens(warmUpTokens), '\n\nWarm.'] });
  await showTab(page, load.tab);
  const warm = whenPainted(page, { selector: '[role="log"] article', text: 'Warm.' });
  await sendPrompt(page, 'Warm up.');
  await warm;
  await untilIdle(page);
  const pieces = ['Begun. ', ...answerTokens(tokensFor(load))];
  server.script({ kind: 'answer', pieces, tokensPerSecond: load.rate });
  const begun = whenPainted(page, { selector: '[role="log"] article', text: 'Begun.' });
  await sendPrompt(page, 'Go on.');
  await begun;
  const cost = await measure(app);
  // On a slow machine the stream may have ended by now.
  const stop = page.getByRole('button', { name: 'Stop', exact: true });
  if (await stop.isVisible()) await stop.click();
  await untilIdle(page);
  return cost;
}

async function measureFloor(context: BenchContext, appFolder: string, load: Load): Promise<Cost> {
  const app = await startApp(context, { appFolder, profile: join(context.folder, 'floor-profile') });
  try {
    const words = Array.from({ length: load.lanes }, () => answerTokens(tokensFor(load))).flat();
    const rate = load.rate * load.lanes;
    await app.page.evaluate(({ rate, words }) => window.floor.stream(rate, words), { rate, words });
    return await measure(app);
  } finally {
    await app.close();
  }
}

function figuresOf({ name }: Load, product: Cost, floor: Cost): readonly Figure[] {
  return [
    atMost({ name: `${name}: main thread`, unit: '%', value: product.busy, floor: floor.busy }, 2.5),
    atLeast(
      {
        name: `${name}: frames a second`,
        unit: 'count',
        value: product.frames / product.seconds,
        floor: floor.frames / floor.seconds,
      },
      0.98,
    ),
    below(
      { name: `${name}: longest task`, unit: 'ms', value: product.longestTask, floor: floor.longestTask },
      50,
    ),
  ];
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const floorFolder = await buildFloor(join(context.folder, 'floor'));
  const server = await startFakeProvider();
  const chats = loads.map(({ name, lanes }) => ({ title: name, laneCount: lanes, turns: [] }));
  await seedProfile(profile, server.url, chats);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const figures: Figure[] = [];
  try {
    for (const load of loads) {
      const product = await measureProduct(app, server, load);
      figures.push(...figuresOf(load, product, await measureFloor(context, floorFolder, load)));
    }
  } finally {
    await app.close();
    await server.close();
  }
  return explained(context, figures, missReason);
}

export const mainThreadQuestion: Question = { id: 'P3', title: 'Main thread while streaming', answer };
