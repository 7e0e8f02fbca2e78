/**
 * What a test gets: a home of its own with a real keyring (`home`), a way to start the app in it (`launch`), the app started
 * and ready (`app`), and fake providers (`startFake`). Everything is ended afterwards, whatever happened; after a failure
 * what the app printed, its window and its log are attached.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type TestInfo } from '@playwright/test';
import type { ElectronRuntime } from '../scripts/electron/ElectronRuntime.ts';
import { findElectron } from '../scripts/electron/findElectron.ts';
import type { KeyringOptions } from '../scripts/session/keyring.ts';
import { startFakeProvider, type FakeProvider, type FakeProviderOptions } from './providers/FakeProvider.ts';
import { RunningApp, type LaunchOptions } from './RunningApp.ts';
import { TestHome } from './TestHome.ts';

interface TestFixtures {
  /** How the keychain stands when the test begins; `test.use({ keyring: 'locked' })` chooses another. */
  readonly keyring: NonNullable<KeyringOptions['state']>;
  readonly home: TestHome;
  /** Starts the app in the home of the test. */
  readonly launch: (options?: Pick<LaunchOptions, 'args' | 'env'>) => Promise<RunningApp>;
  /** The app, started and ready for a prompt. */
  readonly app: RunningApp;
  /** Starts a fake provider. */
  readonly startFake: (options?: FakeProviderOptions) => Promise<FakeProvider>;
}

interface WorkerFixtures {
  readonly runtime: ElectronRuntime;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  runtime: [
    async ({}, use) => {
      await use(await findElectron());
    },
    { scope: 'worker' },
  ],

  keyring: ['unlocked', { option: true }],

  home: async ({ keyring }, use) => {
    const home = await TestHome.open(keyring);
    await use(home);
    await home.close();
  },

  launch: async ({ home, runtime }, use, testInfo) => {
    const started: RunningApp[] = [];
    await use(async (options) => {
      const app = await RunningApp.launch({ home, runtime, ...options });
      started.push(app);
      return app;
    });
    if (testInfo.status !== testInfo.expectedStatus) await attachEvidence(started, home, testInfo);
    for (const app of started) await app.close();
  },

  app: async ({ launch }, use) => {
    const app = await launch();
    await app.window.ready();
    await use(app);
  },

  startFake: async ({}, use) => {
    const fakes: FakeProvider[] = [];
    await use(async (options) => {
      const fake = await startFakeProvider(options);
      fakes.push(fake);
      return fake;
    });
    for (const fake of fakes) await fake.close();
  },
});

async function attachEvidence(
  apps: readonly RunningApp[],
  home: TestHome,
  testInfo: TestInfo,
): Promise<void> {
  for (const [index, app] of apps.entries()) {
    const name = `app-${String(index + 1)}`;
    if (app.output !== '') {
      await testInfo.attach(`${name}-output.txt`, { body: app.output, contentType: 'text/plain' });
    }
    if (app.hasEnded) continue;
    const picture = await app.page.screenshot({ timeout: 5000 }).catch(() => null);
    if (picture !== null) await testInfo.attach(`${name}.png`, { body: picture, contentType: 'image/png' });
  }
  const log = await readFile(join(home.profileFolder, 'logs', 'main.log'), 'utf8').catch(() => null);
  if (log !== null) await testInfo.attach('main.log', { body: log, contentType: 'text/plain' });
}

export { expect } from '@playwright/test';
