/**
 * What a run of the app on its own needs: an Electron, the system libraries, a display, and for tests a home and a
 * keyring apart from the person's own. Playwright fixtures start a keyring for each test instead (keyring.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronEnvironment, type ElectronRuntime } from '../electron/ElectronRuntime.ts';
import { findElectron } from '../electron/findElectron.ts';
import type { SystemUse } from '../system/packages.ts';
import { ensureSystemLibraries } from '../system/systemLibraries.ts';
import { startDisplay } from './display.ts';
import { warnOfRoot } from './osSandbox.ts';
import { isInSession, sessionMark } from './sessionMark.ts';
import { startKeyring, type Keyring } from './keyring.ts';

/** `isolation`: 'own' runs in the person's home with their keychain; 'private' in an empty home with a keyring of its own. */
export interface SessionOptions {
  readonly isolation: 'own' | 'private';
}

/** `env` is what a child process must get to be inside the session. */
export interface Session {
  readonly runtime: ElectronRuntime;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stop: () => Promise<void>;
}

/** Prepares a session. On macOS and Windows 'private' means no more than 'own': their keychains know no second one. */
export async function startSession({ isolation }: SessionOptions): Promise<Session> {
  const runtime = await findElectron();
  const wantsKeyring = isolation === 'private' && process.platform === 'linux';
  await ensureSystemLibraries(runtime, [...usesDisplay(), ...(wantsKeyring ? testUses : [])]);
  if (!isInSession()) warnOfRoot();
  const display = await startDisplay();
  const keyring = wantsKeyring ? await startPrivateKeyring() : undefined;
  return {
    runtime,
    env: { ...electronEnvironment(runtime), ...display.env, ...keyring?.env, [sessionMark]: '1' },
    stop: async () => {
      await keyring?.stop();
      await display.stop();
    },
  };
}

const testUses: readonly SystemUse[] = ['keyring', 'fonts'];

function usesDisplay(): readonly SystemUse[] {
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? [] : ['display'];
}

async function startPrivateKeyring(): Promise<Keyring> {
  const home = await mkdtemp(join(tmpdir(), 'sy-home-'));
  const keyring = await startKeyring({ home });
  return {
    ...keyring,
    stop: async () => {
      await keyring.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
