import { defineConfig } from '@playwright/test';

/**
 * The tests against real Electron; `npm run test:e2e` gives them a display. Each starts the built app on a profile of its own,
 * so they may run side by side: three, because each waits half of its time for a process or a frame. A test that needs luck is broken, so none is tried twice.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 3,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { trace: 'retain-on-failure', actionTimeout: 10_000 },
});
