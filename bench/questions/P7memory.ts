/**
 * P7: memory of the whole process tree, as proportional set size, after the start and after a simulated day of work in fifty
 * tabs, against an empty Electron window with one React page. A leak shows as growth over the last third of the day.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { answerTokens } from '../answerText.ts';
import { sendPrompt, showTab, untilIdle } from '../chatPage.ts';
import { startApp, type StartedApp } from '../electronApp.ts';
import { buildFloor } from '../floor/buildFloor.ts';
import { proportionalMemory } from '../processTree.ts';
import { seedProfile } from '../profile.ts';
import { atMost, explained, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median } from '../statistics.ts';

const tabs = 50;
/** Rounds through all tabs in each third of the day, with one reply in each tab. */
const roundsPerThird = 1;
const replyTokens = 600;
/** How long the app rests before its memory is read, in milliseconds. */
const restMs = 4000;
const samples = 5;

const missReason =
  'Profile: the heaps are flat after a collection (page 29 to 32 MB, of which 25 MB are the grammars of five languages; main ' +
  '13 MB). What grows is memory that V8 and the allocator keep for the next burst. Shared pages are divided among all ' +
  'Electron processes of the machine, so others that start or end meanwhile move every figure.';

async function memoryAtRest({ pid, session }: StartedApp): Promise<number> {
  // A day is pressed into a minute, which leaves the page no idle time in which it would collect its garbage.
  await session.send('HeapProfiler.collectGarbage');
  await delay(restMs);
  const values: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    values.push(proportionalMemory(pid));
    await delay(200);
  }
  return median(values);
}

async function work({ page }: StartedApp): Promise<void> {
  for (let tab = 0; tab < tabs; tab += 1) {
    await showTab(page, tab);
    await sendPrompt(page, `Tell me about part ${tab}.`);
    await page.getByRole('log').getByText('That is all.').last().waitFor();
    await untilIdle(page);
  }
}

async function memoryOfFloor(context: BenchContext): Promise<number> {
  const appFolder = await buildFloor(join(context.folder, 'floor'));
  const app = await startApp(context, { appFolder, profile: join(context.folder, 'floor-profile') });
  try {
    return await memoryAtRest(app);
  } finally {
    await app.close();
  }
}

async function memoryAfterStart(context: BenchContext): Promise<number> {
  const profile = join(context.folder, 'start-profile');
  const app = await startApp(context, { appFolder: projectRoot, profile });
  try {
    return await memoryAtRest(app);
  } finally {
    await app.close();
  }
}

/** Memory after each third of the day. */
async function memoryOfDay(context: BenchContext): Promise<readonly number[]> {
  const profile = join(context.folder, 'day-profile');
  const pieces = [...answerTokens(replyTokens), '\n\nThat is all.'];
  const server = await startFakeProvider({
    behaviours: [{ kind: 'answer', pieces, framing: { splitEvery: 4096 } }],
  });
  const chats = Array.from({ length: tabs }, (_, tab) => ({ title: `Work ${tab}`, laneCount: 1, turns: [] }));
  await seedProfile(profile, server.url, chats);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const thirds: number[] = [];
  try {
    for (let third = 0; third < 3; third += 1) {
      for (let round = 0; round < roundsPerThird; round += 1) await work(app);
      thirds.push(await memoryAtRest(app));
    }
  } finally {
    await app.close();
    await server.close();
  }
  return thirds;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const floor = await memoryOfFloor(context);
  const start = await memoryAfterStart(context);
  const day = await memoryOfDay(context);
  const [first = Number.NaN, second = Number.NaN, last = Number.NaN] = day;
  context.note(
    `The day: ${3 * roundsPerThird * tabs} replies of ${replyTokens} tokens in ${tabs} tabs; after each third ` +
      `${[first, second, last].map((value) => Math.round(value)).join(', ')} MB.`,
  );
  const figures = [
    atMost({ name: 'after start', unit: 'MB', value: start, floor }, 1.2),
    atMost({ name: 'after a simulated day', unit: 'MB', value: last, floor }, 1.5),
    atMost({ name: 'end of the day against its second third', unit: 'MB', value: last, floor: second }, 1.05),
  ];
  return explained(context, figures, missReason);
}

export const memoryQuestion: Question = { id: 'P7', title: 'Memory', answer };
