import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './childProcess.ts';
import { projectPath, projectRoot } from './projectPaths.ts';
import { say, ScriptFailure } from './terminal.ts';

/** What a build is made from, and one file of each of its three bundles. */
const sources = [
  'src',
  'resources/models.json',
  'electron.vite.config.ts',
  'package.json',
  'tsconfig.base.json',
];
const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** The command line of electron-vite, for `node`. */
export const electronViteProgram = projectPath('node_modules', 'electron-vite', 'bin', 'electron-vite.js');

/** Builds the app into out/ when it was never built or a source is newer than the build. */
export async function ensureBuilt(): Promise<void> {
  if (isCurrent()) return;
  say('Building…');
  const exitCode = await runChild(process.execPath, [electronViteProgram, 'build', '--logLevel', 'warn'], {
    cwd: projectRoot,
  });
  if (exitCode !== 0) throw new ScriptFailure('The build failed; see above.');
}

function isCurrent(): boolean {
  const files = results.map((path) => projectPath(path));
  if (!files.every((path) => existsSync(path))) return false;
  const built = Math.min(...files.map((path) => statSync(path).mtimeMs));
  return sources.every((path) => newest(projectPath(path)) <= built);
}

function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(status.mtimeMs, ...inside);
}
