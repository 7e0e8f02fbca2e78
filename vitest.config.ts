import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';

/** Far more than any test needs: no test measures time, and a busy machine is no reason to fail. */
const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Two projects, so that DOM globals never leak into the tests of main and shared. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...timeouts,
          name: 'node',
          environment: 'node',
          // No test leaves anything behind in a module, so that files may share them: loading them anew takes longer than the tests.
          isolate: false,
          include: [
            'src/{main,shared,preload}/**/*.test.ts',
            'scripts/**/*.test.ts',
            'e2e/providers/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
        },
      },
      {
        plugins: [react()],
        test: {
          ...timeouts,
          name: 'web',
          environment: 'jsdom',
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          // Style sheets are left empty in tests, but for the one whose contrast is computed.
          css: { include: [/tokens\.css/] },
        },
      },
    ],
  },
});
