/**
 * The release that the `electron` npm package stands for. Since Electron 42 that package fetches its binary on first
 * use instead of on install, and it has no time limit of its own; so we look first whether the download can work at
 * all, and machines without GitHub learn it in seconds.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../childProcess.ts';
import { projectPath } from '../projectPaths.ts';
import { say } from '../terminal.ts';
import { executableIn, type ElectronRuntime } from './ElectronRuntime.ts';

const packageFolder = projectPath('node_modules', 'electron');
const probeMilliseconds = 4_000;

/** The version in the package.json of the installed `electron` package. */
export function officialVersion(): string {
  const fields = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  return fields.version;
}

/** The release in node_modules, if it was fetched completely. */
export function installedOfficialElectron(): ElectronRuntime | undefined {
  const distPath = join(packageFolder, 'dist');
  const executable = executableIn(distPath);
  const version = officialVersion();
  const isComplete =
    existsSync(executable) &&
    existsSync(join(packageFolder, 'path.txt')) &&
    readVersion(distPath) === version;
  return isComplete ? { distPath, executable, version, origin: 'electron-package' } : undefined;
}

/** The content of an unpacked release's `version` file, without its `v`. */
export function readVersion(distPath: string): string | undefined {
  const file = join(distPath, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}

/** Whether the release can be fetched from here; when not, the reason in a few words. */
export async function probeDownload(): Promise<
  { readonly reachable: true } | { readonly reachable: false; readonly reason: string }
> {
  if (process.env['HTTPS_PROXY'] || process.env['https_proxy']) return { reachable: true }; // fetch() here would bypass it
  const version = officialVersion();
  const host = mirror();
  try {
    const response = await fetch(
      `${host}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`,
      {
        method: 'HEAD',
        signal: AbortSignal.timeout(probeMilliseconds),
      },
    );
    if (response.ok) return { reachable: true };
    return { reachable: false, reason: `${new URL(host).host} answered ${response.status}` };
  } catch (error) {
    return { reachable: false, reason: `${new URL(host).host}: ${causeOf(error)}` };
  }
}

/** Runs the download of the `electron` package. Resolves with the runtime, or undefined when it failed (its output says why). */
export async function downloadOfficialElectron(): Promise<ElectronRuntime | undefined> {
  say(`Fetching Electron ${officialVersion()} (once, about 120 MB)…`);
  await runChild(process.execPath, [join(packageFolder, 'install.js')], {
    env: { ELECTRON_OVERRIDE_DIST_PATH: undefined, ELECTRON_GET_USE_PROXY: 'true', NODE_USE_ENV_PROXY: '1' },
  });
  return installedOfficialElectron();
}

/** The names under which @electron/get accepts another host than GitHub. */
function mirror(): string {
  const { env } = process;
  return (
    env['npm_config_electron_mirror'] ||
    env['ELECTRON_MIRROR'] ||
    'https://github.com/electron/electron/releases/download/'
  );
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${probeMilliseconds / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error.message;
}
