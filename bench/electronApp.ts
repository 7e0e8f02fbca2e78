/**
 * Starts an Electron app for a measurement and reads its clocks. Product and floor are started in exactly the same way: as a
 * plain process with a debugging port and nothing else, so no driver holds their start up. Playwright joins afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import type { BenchContext } from './Question.ts';

export interface StartedApp {
  readonly page: Page;
  readonly session: CDPSession;
  /** The app's main process. */
  readonly pid: number;
  /** Milliseconds from the launch to the page's mark that it can be used. */
  readonly usableAfter: number;
  /** Closes the window, and with it the app. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** The folder of the app: the product's checkout or the built floor. */
  readonly appFolder: string;
  readonly profile: string;
}

const patienceMs = 30_000;
const closePatienceMs = 8000;
const pollMs = 20;
const joinPatienceMs = 10_000;
const joinAttempts = 3;

/** The address at which the app can be spoken to, from the line that Chromium prints when its port is open. */
async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('The standard error of the app is not read.');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The app ended before it could be spoken to:\n${said.join('\n')}`);
}

/** Resolves when the app has a window that shows something. Joining earlier can miss the window for good. */
async function untilWindowShows(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`;
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() < giveUpAt) {
    const targets = (await (await fetch(list)).json()) as readonly { type: string; url: string }[];
    if (targets.some(({ type, url }) => type === 'page' && /^(app|file):/.test(url))) return;
    await delay(pollMs);
  }
  throw new Error('The app opened no window.');
}

/** Joins the running app. Tried again, because a page that is just being replaced can keep Playwright waiting. */
async function join(address: string): Promise<Browser> {
  await untilWindowShows(address);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(address, { timeout: joinPatienceMs });
    } catch (caught) {
      if (attempt === joinAttempts) throw caught;
    }
  }
}

function onlyPage(browser: Browser): Page {
  const [page] = browser.contexts().flatMap((context) => context.pages());
  if (page === undefined) throw new Error('The app has no window.');
  return page;
}

/** The page's own time at which it could be used, as milliseconds since 1970. Waits for the mark if need be. */
async function usableAt(page: Page): Promise<number> {
  const marked = page.evaluate(async () => {
    const name = 'switchyard:usable';
    const mark = await new Promise<PerformanceEntry>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName(name);
        if (entry !== undefined) resolve(entry);
      });
      observer.observe({ type: 'mark', buffered: true });
    });
    return performance.timeOrigin + mark.startTime;
  });
  const tooLate = delay(patienceMs, null, { ref: false });
  const time = await Promise.race([marked, tooLate]);
  if (time === null)
    throw new Error(`The page never became usable. It shows: ${await page.innerText('body')}`);
  return time;
}

async function endProcess(child: ChildProcess, page: Page): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // The page goes away with the answer, so there may be none.
  await page.evaluate(() => window.close()).catch(() => undefined);
  const late = await Promise.race([ended.then(() => false), delay(closePatienceMs, true)]);
  if (late) child.kill('SIGKILL');
  await ended;
}

/** Starts an app on a profile and waits until it can be used. */
export async function startApp(context: BenchContext, options: StartOptions): Promise<StartedApp> {
  const { appFolder, profile } = options;
  const args = [
    appFolder,
    ...context.electronArgs,
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
  ];
  const launchedAt = performance.timeOrigin + performance.now();
  const child = spawn(context.electron, args, { env: context.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  try {
    const address = await debuggingAddress(child);
    // What is written later must be taken, or the app would wait for it.
    child.stderr.resume();
    const browser = await join(address);
    const page = onlyPage(browser);
    const usableAfter = (await usableAt(page)) - launchedAt;
    const session = await page.context().newCDPSession(page);
    // Processor time, which a busy machine does not change as it changes time on the clock.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return {
      page,
      session,
      pid: child.pid ?? 0,
      usableAfter,
      close: async () => {
        await endProcess(child, page);
        process.off('exit', killNow);
        await browser.close();
      },
    };
  } catch (caught) {
    killNow();
    process.off('exit', killNow);
    throw caught;
  }
}

/** Processor time of the page's main thread in seconds since its start, from the browser's own accounting. */
export async function mainThreadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = metrics.find((each) => each.name === 'TaskDuration');
  if (metric === undefined) throw new Error('This Chromium does not report TaskDuration.');
  return metric.value;
}
