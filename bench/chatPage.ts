/** What a person does in the window, and when its outcome was painted. Everything is found by role, name and text. */
import type { JSHandle, Page } from 'playwright';

/** One frame of a 60 Hz screen, in milliseconds. */
export const frameMs = 1000 / 60;

/** How long something may take to be seen, in milliseconds. */
const patienceMs = 30_000;

/** Writes a prompt into the composer and sends it. */
export async function sendPrompt(page: Page, prompt: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message', exact: true });
  await composer.fill(prompt);
  await composer.press('Enter');
}

/** Resolves when no reply of the tab in sight streams any more. */
export async function untilIdle(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
}

/** Brings the tab at a place, from 0 on, into sight and waits until it can be written into. */
export async function showTab(page: Page, place: number): Promise<void> {
  const tab = page.getByRole('tab').nth(place);
  await tab.click();
  await page.getByRole('tab', { selected: true }).and(tab).waitFor();
  await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
}

/** Something that will be seen: an element with these words, within the window. */
export interface Sight {
  readonly selector: string;
  readonly text: string;
  /** The place of a tab, from 0 on, to click first; the time begins with the click. */
  readonly clickTab?: number;
}

/** When a sight was asked for and when it was painted, in milliseconds since 1970. */
export interface Painted {
  readonly askedAt: number;
  readonly paintedAt: number;
}

/**
 * Waits in the page until something is seen. A change that happens inside a frame is painted with it, one that happens between
 * frames with the next; a message posted inside a frame arrives when the frame has been handed on for painting.
 */
export function whenPainted(page: Page, sight: Sight): Promise<Painted> {
  return page.evaluate(
    ({ selector, text, clickTab, patience }) =>
      new Promise<Painted>((resolve, reject) => {
        const now = (): number => performance.timeOrigin + performance.now();
        let place: 'between frames' | 'inside a frame' = 'between frames';
        let state: 'waiting' | 'seen' | 'over' = 'waiting';
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          place = 'between frames';
          if (state !== 'seen') return;
          state = 'over';
          document.removeEventListener('scroll', look, { capture: true });
          resolve({ askedAt, paintedAt: now() });
        };
        const frame = (): void => {
          if (state === 'over') return;
          place = 'inside a frame';
          port2.postMessage(null);
          requestAnimationFrame(frame);
        };
        const isSeen = (): boolean =>
          [...document.querySelectorAll(selector)].some((element) => {
            if (!element.textContent.includes(text)) return false;
            const { top, bottom } = element.getBoundingClientRect();
            return bottom > 0 && top < innerHeight;
          });
        const look = (): void => {
          if (state !== 'waiting' || !isSeen()) return;
          observer.disconnect();
          state = 'seen';
          if (place === 'inside a frame') port2.postMessage(null);
        };
        const observer = new MutationObserver(look);
        // What was drawn out of sight may be scrolled into it.
        document.addEventListener('scroll', look, { capture: true });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        requestAnimationFrame(frame);
        setTimeout(() => {
          const last = [...document.querySelectorAll(selector)].at(-1)?.textContent.slice(-200);
          reject(new Error(`“${text}” was not seen. The last of ${selector} ends: ${last ?? 'nothing'}`));
        }, patience);
        const askedAt = now();
        if (clickTab === undefined) return;
        const tab = document.querySelectorAll<HTMLElement>('[role="tab"]')[clickTab];
        if (tab === undefined) reject(new Error(`There is no tab ${clickTab}.`));
        else tab.click();
      }),
    { ...sight, patience: patienceMs },
  );
}

/** What a page did between two moments. */
export interface Smoothness {
  readonly seconds: number;
  readonly frames: number;
  /** The longest task that held the main thread up for more than 50 ms, in milliseconds; 0 for none. */
  readonly longestTask: number;
}

interface FrameWatch {
  readonly startedAt: number;
  frames: number;
  longestTask: number;
  stop: () => void;
}

/** Begins to count frames and long tasks. */
export function watchFrames(page: Page): Promise<JSHandle<FrameWatch>> {
  return page.evaluateHandle(() => {
    const watch: FrameWatch = {
      startedAt: performance.now(),
      frames: 0,
      longestTask: 0,
      stop: () => undefined,
    };
    const observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries())
        watch.longestTask = Math.max(watch.longestTask, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    let next = 0;
    const frame = (): void => {
      watch.frames += 1;
      next = requestAnimationFrame(frame);
    };
    next = requestAnimationFrame(frame);
    watch.stop = () => {
      cancelAnimationFrame(next);
      observer.disconnect();
    };
    return watch;
  });
}

/** Ends the counting. */
export function endWatch(watch: JSHandle<FrameWatch>): Promise<Smoothness> {
  return watch.evaluate(({ startedAt, frames, longestTask, stop }) => {
    stop();
    return { seconds: (performance.now() - startedAt) / 1000, frames, longestTask };
  });
}
