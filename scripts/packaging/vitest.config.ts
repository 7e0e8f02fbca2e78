import { defineConfig } from 'vitest/config';

/** The checks of the packaged app, apart from the unit tests because they need `dist/test` (npm run test:package). */
export default defineConfig({
  test: {
    include: ['scripts/packaging/*.check.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
