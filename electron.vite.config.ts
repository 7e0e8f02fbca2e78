import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Three bundles. Main keeps its dependencies external except what it loads on every start and
 * what takes much longer to load from its many files (openai); each worker is an entry of
 * its own. A sandboxed preload can only be one CommonJS file, so nothing is left external there.
 */
export default defineConfig({
  main: {
    build: {
      // The oldest runtime that the app is started on.
      target: 'node20.18',
      externalizeDeps: { exclude: ['openai', 'uuid', 'write-file-atomic', 'zod'] },
      rollupOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          historyWorker: resolve('src/main/history/historyWorker.ts'),
          fileWorker: resolve('src/main/attachments/fileWorker.ts'),
          tokenWorker: resolve('src/main/tokens/tokenWorker.ts'),
          pacWorker: resolve('src/main/network/pacWorker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      target: 'node20.18',
      rollupOptions: {
        input: resolve('src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      rollupOptions: {
        input: resolve('src/renderer/index.html'),
        // The words do nothing when they are read, so a file of them goes where its words are used.
        treeshake: { moduleSideEffects: [{ test: /[\\/]app[\\/]text[\\/]/, sideEffects: false }] },
        // One file, because many small ones compress less well.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
      target: 'chrome130',
      minify: true,
      // A small font would become a data: address, and the content security policy loads fonts from the app only.
      assetsInlineLimit: 0,
    },
    plugins: [react()],
  },
});
