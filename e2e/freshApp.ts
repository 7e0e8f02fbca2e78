import { findElectron } from '../scripts/electron/findElectron.ts';
import { RunningApp, type LaunchOptions } from './RunningApp.ts';
import { TestHome } from './TestHome.ts';

/** Starts the app in the fresh home that `withFreshHome` made; it is closed with it. */
export type Launch = (options?: Pick<LaunchOptions, 'args' | 'env'>) => Promise<RunningApp>;

/** Lends a script a home and the app in it, for as long as `work` runs. For tests there are fixtures. */
export async function withFreshHome<T>(work: (home: TestHome, launch: Launch) => Promise<T>): Promise<T> {
  const runtime = await findElectron();
  const home = await TestHome.open();
  const started: RunningApp[] = [];
  try {
    return await work(home, async (options) => {
      const app = await RunningApp.launch({ home, runtime, ...options });
      started.push(app);
      await app.window.ready();
      return app;
    });
  } finally {
    for (const app of started) await app.close();
    await home.close();
  }
}
