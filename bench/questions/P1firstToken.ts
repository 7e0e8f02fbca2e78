/** P1: from the moment the first delta leaves the server to the frame that shows it. The floor is that one frame. */
import { join } from 'node:path';
import { startFakeProvider, type FakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { frameMs, sendPrompt, untilIdle, whenPainted } from '../chatPage.ts';
import { startApp, type StartedApp } from '../electronApp.ts';
import { seedProfile } from '../profile.ts';
import { atMostAbove, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median, percentile } from '../statistics.ts';

const fewestRuns = 30;

async function firstToken({ page }: StartedApp, server: FakeProvider, marker: string): Promise<number> {
  const incoming = server.nextRequest();
  await sendPrompt(page, 'Say one word.');
  const request = await incoming;
  await request.open();
  const painted = whenPainted(page, { selector: '[role="log"] article', text: marker });
  // The page must be watching before the words leave.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const leftAt = performance.timeOrigin + performance.now();
  await request.emit({ text: marker });
  const { paintedAt } = await painted;
  await request.finish();
  await untilIdle(page);
  return paintedAt - leftAt;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider({ behaviours: [{ kind: 'manual' }] });
  await seedProfile(profile, server.url, [{ title: 'First token', laneCount: 1, turns: [] }]);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const times: number[] = [];
  try {
    // The first request of a session also loads the SDK.
    await firstToken(app, server, 'warm-up');
    const runs = Math.max(fewestRuns, context.rounds);
    for (let run = 0; run < runs; run += 1) times.push(await firstToken(app, server, `lantern-${run}-`));
  } finally {
    await app.close();
    await server.close();
  }
  const figure = (name: string, ms: number): Figure =>
    atMostAbove({ name, unit: 'frames', value: ms / frameMs, floor: 1 }, 1.5, '≤ +1.5 frames');
  context.note(
    `p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 95).toFixed(1)} ms over ${times.length} replies.`,
  );
  return [figure('delta to paint, p95', percentile(times, 95))];
}

export const firstTokenQuestion: Question = { id: 'P1', title: 'First token', answer };
