/**
 * P11: eight streams at the pace of a quick model, all at once. Main has to pass every event on, and must stay free for
 * everything else meanwhile: the delay of its event loop is measured from inside, and afterwards the history is read to see
 * that every word of every reply is in it. The floor is the same app doing nothing.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startFakeProvider, type FakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { plainText } from '../../src/shared/stream.ts';
import { sendPrompt, untilIdle } from '../chatPage.ts';
import { startApp, type StartedApp } from '../electronApp.ts';
import { freePort, inspectMain, type MainInspector } from '../mainInspector.ts';
import { openProfile, seedProfile } from '../profile.ts';
import { below, explained, type BenchContext, type Figure, type Question } from '../Question.ts';

const streams = 8;
const tokensPerSecond = 150;
const measuredSeconds = 10;
/** The first requests load the SDK, which is another question. */
const settlingSeconds = 2;
const nanosecondsPerMs = 1e6;

const missReason =
  'The delay is clock time: on a machine that does something else beside, the loop waits for its turn like everybody.';

const startWatch = `globalThis.benchDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
  globalThis.benchDelay.enable()`;
const endWatch = 'globalThis.benchDelay.disable(), globalThis.benchDelay.percentile(99)';

/** The event loop's delay over a while, in milliseconds at the 99th percentile. */
async function loopDelay(main: MainInspector): Promise<number> {
  await main.evaluate(startWatch);
  await delay(measuredSeconds * 1000);
  return Number(await main.evaluate(endWatch)) / nanosecondsPerMs;
}

/** Words with numbers, so that one that is missing or twice there shows. */
function numberedWords(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => (index % 25 === 24 ? `w${index}\n\n` : `w${index} `));
}

async function streamAll(
  { page }: StartedApp,
  server: FakeProvider,
  words: readonly string[],
): Promise<void> {
  server.script({ kind: 'answer', pieces: words, tokensPerSecond });
  await sendPrompt(page, 'Go.');
  for (let index = 0; index < streams; index += 1) await server.nextRequest();
}

/** How many words of all replies did not get into the history, or got in wrong. */
async function lostWords(profile: string, words: readonly string[]): Promise<number> {
  const history = await openProfile(profile);
  try {
    const [found] = await history.listConversations({ trashed: false, before: null, limit: 1 });
    const lanes = found === undefined ? [] : await history.listLanes(found.conversation.id);
    const lost = lanes.map(async ({ id }) => {
      const { entries } = await history.readLane(id, 1);
      const said = plainText(entries.at(-1)?.message.parts ?? []).split(/\s+/);
      return words.filter((word, index) => said[index] !== word.trim()).length;
    });
    const counts = await Promise.all(lost);
    return counts.length === streams ? counts.reduce((sum, count) => sum + count, 0) : Number.NaN;
  } finally {
    await history.close();
  }
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  const words = numberedWords(tokensPerSecond * (settlingSeconds + measuredSeconds + 1));
  await seedProfile(profile, server.url, [{ title: 'Streams', laneCount: streams, turns: [] }]);
  const port = await freePort();
  const electronArgs = [...context.electronArgs, `--inspect=127.0.0.1:${String(port)}`];
  const app = await startApp({ ...context, electronArgs }, { appFolder: projectRoot, profile });
  let value = 0;
  let floor = 0;
  try {
    const main = await inspectMain(port);
    await delay(settlingSeconds * 1000);
    floor = await loopDelay(main);
    await streamAll(app, server, words);
    await delay(settlingSeconds * 1000);
    value = await loopDelay(main);
    main.close();
    await untilIdle(app.page);
  } finally {
    await app.close();
    await server.close();
  }
  const lost = await lostWords(profile, words);
  const name = `${streams} streams at ${tokensPerSecond} tokens/s`;
  return explained(
    context,
    [
      below({ name: `${name}, main's event loop at p99`, unit: 'ms', value, floor }, 20),
      below({ name: `${name}, words lost`, unit: 'count', value: lost, floor: 0 }, 0),
    ],
    missReason,
  );
}

export const mainDelayQuestion: Question = { id: 'P11', title: "Main's event loop", answer };
