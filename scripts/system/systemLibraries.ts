/**
 * Finds what a Linux machine lacks before Electron fails with a line about a shared object: by asking the loader (`ldd`)
 * and the PATH, not by the names of installed packages. On Debian and Ubuntu as root the missing packages are installed;
 * anybody else gets the command to run.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { captureChild, runChild } from '../childProcess.ts';
import type { ElectronRuntime } from '../electron/ElectronRuntime.ts';
import { projectPath } from '../projectPaths.ts';
import { say, ScriptFailure } from '../terminal.ts';
import {
  packagesOfFonts,
  packagesOfLibraries,
  programsOfUses,
  type PackageNames,
  type SystemUse,
} from './packages.ts';
import { isOnPath } from './path.ts';

interface MissingPart {
  readonly name: string;
  readonly packages: PackageNames | undefined;
}

const fontFolder = '/usr/share/fonts';

/** Makes sure that `runtime` and `uses` can work here. Throws a ScriptFailure with the command to run when they cannot. */
export async function ensureSystemLibraries(
  runtime: ElectronRuntime,
  uses: readonly SystemUse[],
): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await findMissing(runtime, uses);
  if (missing.length === 0) return;
  say(`This system lacks ${missing.map((part) => part.name).join(', ')}.`);
  if (!isOnPath('apt-get') || process.getuid?.() !== 0) throw new ScriptFailure(await remedy(missing));
  await installWithApt(missing);
  const still = await findMissing(runtime, uses);
  if (still.length === 0) return;
  throw new ScriptFailure(`apt-get ran, but still missing: ${still.map((part) => part.name).join(', ')}`);
}

async function findMissing(
  runtime: ElectronRuntime,
  uses: readonly SystemUse[],
): Promise<readonly MissingPart[]> {
  const keytar = projectPath('node_modules', 'keytar', 'prebuilds', `linux-${process.arch}`);
  const binaries = [runtime.executable, ...filesIn(keytar, '.node')];
  const libraries = new Set((await Promise.all(binaries.map(missingLibraries))).flat());
  const parts: MissingPart[] = [...libraries].map((name) => ({ name, packages: packagesOfLibraries[name] }));
  for (const use of uses) {
    for (const [name, packages] of Object.entries(programsOfUses[use])) {
      if (!isOnPath(name)) parts.push({ name, packages });
    }
  }
  if (uses.includes('fonts')) {
    const fonts = new Set(
      existsSync(fontFolder) ? readdirSync(fontFolder, { recursive: true }).map(baseName) : [],
    );
    for (const [name, packages] of Object.entries(packagesOfFonts)) {
      if (!fonts.has(name)) parts.push({ name, packages });
    }
  }
  return parts;
}

/** The names that the loader cannot find for `binary`. */
async function missingLibraries(binary: string): Promise<readonly string[]> {
  const { stdout } = await captureChild('ldd', [binary]);
  return missingInLddOutput(stdout);
}

/** Reads the lines `libx.so.1 => not found` of ldd. */
export function missingInLddOutput(output: string): readonly string[] {
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1] ?? '');
}

async function installWithApt(missing: readonly MissingPart[]): Promise<void> {
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if ((await runChild('apt-get', ['update', ...options], { env })) !== 0) {
    throw new ScriptFailure(`apt-get update failed. ${await remedy(missing)}`);
  }
  const packages = await packagesFor(missing);
  say(`Installing ${packages.join(' ')} with apt-get…`);
  const install = ['install', '--yes', '--no-install-recommends', ...options, ...packages];
  if ((await runChild('apt-get', install, { env })) !== 0) {
    throw new ScriptFailure(`apt-get install failed. ${await remedy(missing)}`);
  }
}

async function remedy(missing: readonly MissingPart[]): Promise<string> {
  const packages = await packagesFor(missing);
  const command = `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (isOnPath('apt-get')) return `Install it with:\n  ${command}`;
  return `Install what provides it with your system's package manager. On Debian or Ubuntu that is:\n  ${command}`;
}

async function packagesFor(missing: readonly MissingPart[]): Promise<readonly string[]> {
  const chosen = await Promise.all(
    missing.map(({ name, packages }) => {
      if (packages) return firstKnownToApt(packages);
      throw new ScriptFailure(`${name} is missing, and which package provides it is not known here.`);
    }),
  );
  return [...new Set(chosen)].sort();
}

async function firstKnownToApt(names: PackageNames): Promise<string> {
  const [preferred, ...others] = names;
  if (others.length === 0 || !isOnPath('apt-cache')) return others.at(-1) ?? preferred;
  for (const name of names) {
    if ((await captureChild('apt-cache', ['show', '--no-all-versions', name])).exitCode === 0) return name;
  }
  return preferred;
}

function filesIn(folder: string, suffix: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix) && !name.includes('musl'))
    .map((name) => join(folder, name));
}

function baseName(path: string | Buffer): string {
  return String(path).split('/').at(-1) ?? '';
}
