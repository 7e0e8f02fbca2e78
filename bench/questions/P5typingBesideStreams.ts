/**
 * P5: what somebody who types feels of four lanes that stream beside the composer. Each key is timed in the page, by the
 * browser's own stamp of the key: until its handlers have run (what holds the letter up) and until the frame with the letter was
 * handed on for painting. The floor is the same tab with nothing streaming.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { startFakeProvider } from '../../e2e/providers/FakeProvider.ts';
import { projectRoot } from '../../scripts/projectPaths.ts';
import { answerTokens } from '../answerText.ts';
import { sendPrompt, untilIdle, whenPainted } from '../chatPage.ts';
import { startApp } from '../electronApp.ts';
import { seedProfile } from '../profile.ts';
import { atMost, below, type BenchContext, type Figure, type Question } from '../Question.ts';
import { median, percentile } from '../statistics.ts';

const lanes = 4;
const tokensPerSecond = 150;
const keys = 80;
/** A pace of fast typing that is no multiple of a frame, in milliseconds. */
const keyMs = 77;
/** Long enough for the warm-up, all keys and what the driver adds. */
const streamSeconds = 25;

interface KeyTimes {
  readonly handled: readonly number[];
  readonly painted: readonly number[];
}

/** Begins to time the keys of the composer. */
function watchKeys(page: Page) {
  return page.evaluateHandle(() => {
    const handled: number[] = [];
    const painted: number[] = [];
    const onKey = (event: KeyboardEvent): void => {
      const { port1, port2 } = new MessageChannel();
      // The task of the key is over when the next one begins.
      port1.onmessage = () => {
        handled.push(performance.now() - event.timeStamp);
      };
      port2.postMessage(null);
      requestAnimationFrame(() => {
        const frame = new MessageChannel();
        frame.port1.onmessage = () => {
          painted.push(performance.now() - event.timeStamp);
        };
        frame.port2.postMessage(null);
      });
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return {
      end: () => {
        document.removeEventListener('keydown', onKey, { capture: true });
        return { handled, painted };
      },
    };
  });
}

async function type(page: Page): Promise<KeyTimes> {
  const composer = page.getByRole('textbox', { name: 'Message', exact: true });
  await composer.pressSequentially('Warm up. ');
  const watch = await watchKeys(page);
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('a');
    await delay(keyMs);
  }
  const times = await watch.evaluate((watched) => watched.end());
  await composer.fill('');
  return times;
}

async function answer(context: BenchContext): Promise<readonly Figure[]> {
  const profile = join(context.folder, 'profile');
  const server = await startFakeProvider();
  await seedProfile(profile, server.url, [{ title: 'Four', laneCount: lanes, turns: [] }]);
  const app = await startApp(context, { appFolder: projectRoot, profile });
  const { page } = app;
  try {
    server.script({ kind: 'answer', pieces: [...answerTokens(2000), '\n\nWarm.'] });
    const warm = whenPainted(page, { selector: '[role="log"] article', text: 'Warm.' });
    await sendPrompt(page, 'Warm up.');
    await warm;
    await untilIdle(page);
    const floor = await type(page);
    const pieces = ['Begun. ', ...answerTokens(tokensPerSecond * streamSeconds)];
    server.script({ kind: 'answer', pieces, tokensPerSecond });
    const begun = whenPainted(page, { selector: '[role="log"] article', text: 'Begun.' });
    await sendPrompt(page, 'Go on.');
    await begun;
    const streaming = await type(page);
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    if (!(await stop.isVisible())) context.note('The streams ended before the keys did.');
    else await stop.click();
    context.note(
      `In the middle a key is handled after ${median(streaming.handled).toFixed(1)} ms and painted after ` +
        `${median(streaming.painted).toFixed(1)} ms; with nothing streaming ${median(floor.handled).toFixed(1)} and ` +
        `${median(floor.painted).toFixed(1)} ms.`,
    );
    const p95 = (pick: (times: KeyTimes) => readonly number[]) => ({
      value: percentile(pick(streaming), 95),
      floor: percentile(pick(floor), 95),
    });
    return [
      below({ name: 'a key until it is handled, p95', unit: 'ms', ...p95(({ handled }) => handled) }, 16),
      atMost({ name: 'a key until it is painted, p95', unit: 'ms', ...p95(({ painted }) => painted) }, 1.5),
    ];
  } finally {
    await app.close();
    await server.close();
  }
}

export const typingBesideStreamsQuestion: Question = {
  id: 'P5',
  title: 'Typing while four lanes stream',
  answer,
};
