/**
 * Starts an Electron app for a measurement and reads its clocks. Product and floor are started in exactly the same way, so
 * what the driver itself costs is in both.
 */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type CDPSession, type ElectronApplication, type Page } from 'playwright';
import type { BenchContext } from './Question.ts';

export interface StartedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** Milliseconds from the launch to the page's mark that it can be used. */
  readonly usableAfter: number;
  close(): Promise<void>;
}

export interface StartOptions {
  /** The folder of the app: the product's checkout or the built floor. */
  readonly appFolder: string;
  readonly profile?: string;
}

/** The page's own time at which it could be used, as milliseconds since 1970. Waits for the mark if need be. */
async function usableAt(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const name = 'switchyard:usable';
    const marked = await new Promise<PerformanceEntry>((resolve) => {
      const observer = new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName(name);
        if (entry !== undefined) resolve(entry);
      });
      observer.observe({ type: 'mark', buffered: true });
    });
    return performance.timeOrigin + marked.startTime;
  });
}

/** Starts an app on a fresh profile (or the one given) and waits until it can be used. */
export async function startApp(context: BenchContext, options: StartOptions): Promise<StartedApp> {
  const profile = options.profile ?? mkdtempSync(join(context.folder, 'profile-'));
  const launchedAt = Date.now();
  const app = await _electron.launch({
    executablePath: context.electron,
    args: [...context.electronArgs, options.appFolder, `--user-data-dir=${profile}`],
    env: { ...context.env },
  });
  const page = await app.firstWindow();
  const usableAfter = (await usableAt(page)) - launchedAt;
  return { app, page, profile, usableAfter, close: () => app.close() };
}

/** Main-thread time of the page in seconds since its start, from the browser's own accounting. */
export async function mainThreadSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = metrics.find((each) => each.name === 'TaskDuration');
  if (metric === undefined) throw new Error('This Chromium does not report TaskDuration.');
  return metric.value;
}
