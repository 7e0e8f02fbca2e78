/**
 * P2: eight streams flat out, all the way from the server through SDK, main, bridge and DOM, against the SDK alone in a plain
 * Node process on the same server. The time runs from the first request that the server sees to the last word: painted in
 * the app, read in the floor.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startFakeProvider, type FakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { answerTokens } from '../answerText.ts';
import { sendPrompt, untilIdle } from '../chatPage.ts';
import { startApp } from '../electronApp.ts';
import type { RelayOrder } from '../floor/relayClient.ts';
import { seedProfile } from '../profile.ts';
import { atLeast, explained, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median } from '../statistics.ts';

const streams = 8;
const tokensPerStream = 3000;
const mostRounds = 6;
/** Writes of the size that a socket delivers, so that the server is not what is measured. */
const writeBytes = 16_384;

const missReason =
  'Profile: in main about four fifths of the time are the SDK itself (lines, iterators, decoding) and one fifth is ours. What ' +
  'lasts longer is the page: 24,000 tokens of dense Markdown, code and formulas in eight panes at once take it about 1.8 s ' +
  'of processor time, most of it layout and paint, beside main and the server on the same cores.';

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Tokens a second, given the first request of a round and its end. */
async function rateOf(server: FakeProvider, round: () => Promise<number>): Promise<number> {
  const first = server.nextRequest();
  const ended = round();
  await first;
  const startedAt = now();
  for (let index = 1; index < streams; index += 1) await server.nextRequest();
  return (streams * tokensPerStream * 1000) / ((await ended) - startedAt);
}

async function readWithSdk(child: ChildProcess, server: FakeProvider): Promise<number> {
  const order: RelayOrder = { baseUrl: `${server.url}/v1`, streams };
  const answered = once(child, 'message');
  child.send(order);
  const [deltas] = await answered;
  if (deltas !== streams * tokensPerStream) throw new Error(`The SDK alone read ${String(deltas)} deltas.`);
  return now();
}

/** Resolves with the time at which every lane shows the last words of its reply and calls it finished. */
function whenAllShow(page: Page, marker: string): Promise<number> {
  return page.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const isDone = (log: Element): boolean => {
          const last = [...log.querySelectorAll('article')].at(-1);
          return last?.getAttribute('aria-busy') === 'false' && last.textContent.includes(words);
        };
        const look = (): void => {
          const logs = [...document.querySelectorAll('[role="log"]')];
          if (logs.length > 0 && logs.every(isDone)) resolve(performance.timeOrigin + performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    marker,
  );
}

async function relayThroughApp(page: Page, marker: string): Promise<number> {
  const shown = whenAllShow(page, marker);
  await sendPrompt(page, 'Go.');
  const endedAt = await shown;
  await untilIdle(page);
  return endedAt;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const words = answerTokens(tokensPerStream - 1);
  const server = await startFakeProvider();
  const script = (marker: string): void => {
    const pieces = [...words, `\n\n${marker}`];
    server.script({ kind: 'answer', pieces, framing: { splitEvery: writeBytes } });
  };
  await seedProfile(profile, server.url, [{ title: 'Relay', laneCount: streams, turns: [] }]);
  const child = fork(join(import.meta.dirname, '../floor/relayClient.ts'));
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const throughApp: number[] = [];
  const throughSdk: number[] = [];
  try {
    const rounds = Math.min(context.rounds, mostRounds);
    for (let round = -1; round < rounds; round += 1) {
      const marker = `relayed-${round + 1}-`;
      script(marker);
      const sdk = await rateOf(server, () => readWithSdk(child, server));
      const product = await rateOf(server, () => relayThroughApp(app.page, marker));
      // The first round warms both up.
      if (round < 0) continue;
      throughSdk.push(sdk);
      throughApp.push(product);
    }
  } finally {
    child.kill();
    await app.close();
    await server.close();
  }
  const figure = { unit: 'tokens/s', value: median(throughApp), floor: median(throughSdk) } as const;
  return explained(context, [atLeast({ name: `${streams} streams flat out`, ...figure }, 0.9)], missReason);
}

export const relayQuestion: Question = { id: 'P2', title: 'Relay', answer };
