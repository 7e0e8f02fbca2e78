import { join } from 'node:path';

/**
 * An Electron that can be run.
 * - `distPath`: the folder of the unpacked release, the value for ELECTRON_OVERRIDE_DIST_PATH.
 * - `executable`: the program in it, the value for ELECTRON_EXEC_PATH and for Playwright.
 * - `version`: Electron's version without `v`, or 'unknown' when the folder does not say.
 * - `origin`: 'electron-package' is a release fetched by the `electron` npm package and fit to ship; 'npm-fallback' is the
 *   older runtime for machines without GitHub, never shipped; 'chosen' is a folder the caller named.
 */
export interface ElectronRuntime {
  readonly distPath: string;
  readonly executable: string;
  readonly version: string;
  readonly origin: 'electron-package' | 'npm-fallback' | 'chosen';
}

/** Lies in a fallback runtime's folder, so that it is known for what it is wherever its path is handed to. */
export const fallbackMarker = 'switchyard-fallback-runtime';

/** Where the program lies inside an unpacked Electron release, as the `electron` npm package names it. */
export function executableIn(distPath: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return join(distPath, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(distPath, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** Makes electron's npm package, Playwright and electron-vite in a child process use this runtime. */
export function electronEnvironment(runtime: ElectronRuntime): Readonly<Record<string, string | undefined>> {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
    ELECTRON_EXEC_PATH: runtime.executable,
    ELECTRON_RUN_AS_NODE: undefined,
  };
}
