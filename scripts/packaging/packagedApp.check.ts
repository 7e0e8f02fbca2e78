/**
 * R5 of the threat model, on the packaged app itself: its switches are set as the table says, it cannot be used as a
 * Node runtime, and no debugger can be attached to it. SWITCHYARD_PACKAGED_APP names the folder it lies in.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startKeyring, type Keyring } from '../session/keyring.ts';
import { differingFuses } from './fuses.ts';
import { packagedExecutable } from './packageApp.ts';
import { launchPackaged, until, type PackagedProcess } from './packagedProcess.ts';

/** The names in a folder that may not exist yet. */
async function filesIn(path: string): Promise<readonly string[]> {
  return await readdir(path).catch(() => []);
}

const folder = process.env['SWITCHYARD_PACKAGED_APP'] ?? '';
const executable = packagedExecutable(folder);

describe('the packaged app', () => {
  it('has every fuse as the table says', async () => {
    expect(await differingFuses(executable)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'holds its code in an archive and no default app beside it',
    async () => {
      const names = await readdir(join(folder, 'resources'));
      expect(names).toContain('app.asar');
      expect(names).not.toContain('app');
      expect(names).not.toContain('default_app.asar');
    },
  );
});

describe.runIf(process.platform === 'linux')('the running packaged app', () => {
  let home: string;
  let keyring: Keyring;
  let app: PackagedProcess | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sy-packaged-'));
    keyring = await startKeyring({ home });
  });

  afterEach(async () => {
    await app?.stop();
    app = undefined;
  });

  afterAll(async () => {
    await keyring.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  function launch(args: readonly string[], env: NodeJS.ProcessEnv = {}): PackagedProcess {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return launchPackaged({
      executable,
      args: [...args, ...sandbox, `--user-data-dir=${join(home, 'profile')}`],
      env: { ...process.env, ...keyring.env, ...env },
    });
  }

  it('opens its history, with the driver and the keychain from inside the archive', async () => {
    app = launch([]);
    await until(async () => (await filesIn(join(home, 'profile', 'history'))).length > 0, 30_000);
    expect(await filesIn(join(home, '.local', 'share', 'keyrings'))).toContain('login.keyring');
  });

  it('ignores ELECTRON_RUN_AS_NODE and starts as the app', async () => {
    app = launch(['-e', 'console.log("ran as" + " node")'], { ELECTRON_RUN_AS_NODE: '1' });
    await until(app.hasRenderer, 30_000);
    expect(app.output()).not.toContain('ran as node');
  });

  it('opens no port when it is asked for an inspector, nor any other', async () => {
    app = launch(['--inspect=0', '--inspect-brk=0']);
    await until(app.hasRenderer, 30_000);
    expect(app.output()).not.toContain('Debugger listening');
    expect(await app.listeningSockets()).toEqual([]);
  });
});
