import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const here = import.meta.dirname;

/** Builds the floor app into `folder` and returns the folder, which Electron can be started with. */
export async function buildFloor(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const common = { root: here, configFile: false, logLevel: 'error' } as const;
  const external = ['electron', /^node:/];
  await build({
    ...common,
    base: './',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: false, target: 'chrome130' },
  });
  for (const [entry, file, format] of [
    ['main.ts', 'main.js', 'es'],
    ['preload.ts', 'preload.cjs', 'cjs'],
  ] as const) {
    await build({
      ...common,
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        ssr: join(here, entry),
        rollupOptions: { external, output: { format, entryFileNames: file } },
      },
      ssr: { noExternal: true, external: ['electron'] },
    });
  }
  const manifest = { name: 'switchyard-floor', version: '0.0.0', type: 'module', main: 'main.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
