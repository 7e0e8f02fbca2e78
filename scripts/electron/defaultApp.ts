/**
 * The entry of `default_app.asar` in the fallback runtime: starts the app named on the command line, the way the default
 * app of Electron's own releases does, so that `electron .`, electron-vite and Playwright's `_electron.launch` cannot
 * tell the difference. It runs inside Electron; fallbackElectron.ts strips its types and packs it.
 *
 * Only what those three need is here: `-r <module>` preloads, then a folder or a file to run.
 */
import { app, dialog } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Methods that Electron's default app uses and its public types leave out. */
type AppInternals = typeof app & {
  readonly setVersion: (version: string) => void;
  readonly setAppPath: (path: string) => void;
  readonly setDesktopName: (name: string) => void;
};

interface CommandLine {
  readonly preloads: readonly string[];
  readonly target: string | undefined;
}

interface PackageFields {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly desktopName?: string;
}

function parseCommandLine(args: readonly string[]): CommandLine {
  const preloads: string[] = [];
  let expectsPreload = false;
  for (const arg of args) {
    if (expectsPreload) {
      preloads.push(arg);
      expectsPreload = false;
    } else if (arg === '-r' || arg === '--require') {
      expectsPreload = true;
    } else if (!arg.startsWith('-')) {
      return { preloads, target: arg };
    }
  }
  return { preloads, target: undefined };
}

function describeApp(folder: string): void {
  const internals = app as AppInternals;
  const fields = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFields;
  if (fields.version) internals.setVersion(fields.version);
  const name = fields.productName ?? fields.name;
  if (name) app.name = name;
  internals.setDesktopName(fields.desktopName ?? `${app.name}.desktop`);
}

async function startApp(target: string): Promise<void> {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  const path = resolve(target);
  const isPackage = existsSync(join(path, 'package.json'));
  if (isPackage) describeApp(path);
  const entry = createRequire(join(path, 'package.json')).resolve(path);
  (app as AppInternals).setAppPath(isPackage ? path : dirname(entry));
  await import(pathToFileURL(entry).href);
}

const { preloads, target } = parseCommandLine(process.argv.slice(1));
const requireModule = createRequire(import.meta.url);
for (const preload of preloads) requireModule(resolve(preload));

if (target === undefined) {
  process.stderr.write('Usage: electron [-r <module>] <folder or file of an app>\n');
  process.exit(1);
}
try {
  await startApp(target);
} catch (error) {
  process.stderr.write(
    `The app at ${target} could not be loaded\n${String(error instanceof Error ? error.stack : error)}\n`,
  );
  dialog.showErrorBox('The app could not be loaded', target);
  process.exit(1);
}
