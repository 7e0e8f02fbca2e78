/**
 * P14: what a key costs the page while the line above the composer says what a send would take. Main-thread processor time
 * from the key to the second frame after it, in a conversation of 2,000 messages and in an empty one. The hands rest now and
 * then for longer than the app waits before it asks, so that questions and answers fall among the keys.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { sections } from '../answerText.ts';
import { showTab } from '../chatPage.ts';
import { mainThreadSeconds, startApp, type StartedApp } from '../electronApp.ts';
import { seedProfile } from '../profile.ts';
import { below, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median, percentile } from '../statistics.ts';

const messages = 2000;
const keys = 120;
/** Keys between two rests, and a rest in milliseconds. */
const burst = 6;
const restMs = 350;

const turns = Array.from({ length: messages / 2 }, (_, index) => ({
  prompt: `Question ${index}: ${'and so on '.repeat(index % 40)}`,
  reply: (sections[index % sections.length] ?? '').slice(0, 40 + ((index * 977) % 2600)),
}));

function afterTwoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** Processor time of each key, in milliseconds. */
async function type({ page, session }: StartedApp, tab: number): Promise<readonly number[]> {
  await showTab(page, tab);
  const composer = page.getByRole('textbox', { name: 'Message', exact: true });
  await composer.pressSequentially('Warm up. ');
  await page.locator('.plan-meter').waitFor();
  const costs: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    if (key % burst === 0) await delay(restMs);
    const before = await mainThreadSeconds(session);
    await page.keyboard.press(key % burst === 0 ? 'Space' : 'a');
    await afterTwoFrames(page);
    costs.push(((await mainThreadSeconds(session)) - before) * 1000);
  }
  return costs;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  await seedProfile(profile, server.url, [
    { title: 'Empty', laneCount: 1, turns: [] },
    { title: 'Long', laneCount: 1, turns },
  ]);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  try {
    const floor = await type(app, 0);
    const long = await type(app, 1);
    context.note(
      `A key takes ${median(long).toFixed(1)} ms in the middle, in an empty conversation ${median(floor).toFixed(1)} ms.`,
    );
    const name = `a key in ${messages} messages, p95`;
    return [below({ name, unit: 'ms', value: percentile(long, 95), floor: percentile(floor, 95) }, 16)];
  } finally {
    await app.close();
    await server.close();
  }
}

export const typingQuestion: Question = { id: 'P14', title: 'Typing in a long conversation', answer };
