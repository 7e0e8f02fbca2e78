/**
 * A real Secret Service for tests on Linux: a private D-Bus with a gnome-keyring on it, in a home folder of its own.
 * Nothing of the person's own session is seen or touched. The bus activates no services by itself, so a prompt, an
 * accessibility bus or a second keyring cannot join uninvited; `secret-tool` and keytar reach the keyring through `env`.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { captureChild } from '../childProcess.ts';
import { ScriptFailure } from '../terminal.ts';
import { startService, type Service } from './service.ts';

/**
 * - `home`: an existing folder; the keyring's files go to `.local/share/keyrings` in it and survive `stop`.
 * - `state`: 'unlocked' (the default) creates or opens the login keyring; 'locked' starts without the password, which needs
 *   a home where an unlocked one ran before; 'absent' is a bus without any secret service.
 */
export interface KeyringOptions {
  readonly home: string;
  readonly state?: 'unlocked' | 'locked' | 'absent';
}

/**
 * - `env`: what a process must have in its environment to be inside (HOME, DBUS_SESSION_BUS_ADDRESS, XDG_…).
 * - `freeze` and `thaw` stop the service from answering and let it go on, for the case of a keychain that hangs.
 * - `stop` ends the service and its bus and resolves when both are gone.
 */
export interface Keyring {
  readonly env: Readonly<Record<string, string>>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

const password = 'x';
const readinessMilliseconds = 10_000;

/** Starts a bus and a keyring for one home. Several may run at once. Linux only; throws a ScriptFailure when it fails. */
export async function startKeyring({ home, state = 'unlocked' }: KeyringOptions): Promise<Keyring> {
  // Sockets live apart from `home`, because their paths may have no more than 107 bytes.
  const runtimeFolder = await mkdtemp(join(tmpdir(), 'sy-bus-'));
  const homeEnv = await privateHome(home, runtimeFolder);
  const services: Service[] = [];
  const stop = async (): Promise<void> => {
    for (const service of services.toReversed()) await service.stop();
    await rm(runtimeFolder, { recursive: true, force: true });
  };
  try {
    const bus = await startBus(runtimeFolder, homeEnv);
    services.push(bus.service);
    const env = { ...homeEnv, DBUS_SESSION_BUS_ADDRESS: bus.address };
    const daemon = state === 'absent' ? undefined : startDaemon(state, env);
    if (daemon) {
      services.push(daemon);
      await waitForService(env);
    }
    const signal = (name: NodeJS.Signals): void => void daemon?.child.kill(name);
    return { env, freeze: () => signal('SIGSTOP'), thaw: () => signal('SIGCONT'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Every variable that would lead a program out of `home`. */
async function privateHome(home: string, runtimeFolder: string): Promise<Readonly<Record<string, string>>> {
  const folders = {
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  return { HOME: home, XDG_RUNTIME_DIR: runtimeFolder, ...folders };
}

async function startBus(
  runtimeFolder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly service: Service; readonly address: string }> {
  const config = join(runtimeFolder, 'bus.conf');
  await writeFile(config, busConfiguration(join(runtimeFolder, 'bus')));
  const service = startService({
    program: 'dbus-daemon',
    args: ['--nofork', '--print-address', `--config-file=${config}`],
    debianPackage: 'dbus',
    stdio: ['ignore', 'pipe', 'ignore'], // Its stderr complains of limits that do not matter here.
    env,
  });
  const { stdout } = service.child;
  if (stdout) {
    for await (const address of createInterface({ input: stdout })) return { service, address };
  }
  throw new ScriptFailure('dbus-daemon ended before it was ready');
}

function startDaemon(state: 'unlocked' | 'locked', env: Readonly<Record<string, string>>): Service {
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const service = startService({
    program: 'gnome-keyring-daemon',
    args: ['--foreground', '--components=secrets', ...unlock],
    debianPackage: 'gnome-keyring',
    stdio: ['pipe', 'ignore', 'ignore'],
    env,
  });
  const { stdin } = service.child;
  stdin?.on('error', () => undefined); // It may have ended; then waitForService reports it.
  stdin?.end(state === 'unlocked' ? password : '');
  return service;
}

/** The daemon announces nothing, so the bus is asked until it knows the service's name. */
async function waitForService(env: Readonly<Record<string, string>>): Promise<void> {
  const deadline = Date.now() + readinessMilliseconds;
  while (Date.now() < deadline) {
    const { stdout } = await captureChild(
      'dbus-send',
      [
        '--session',
        '--print-reply',
        '--dest=org.freedesktop.DBus',
        '/',
        'org.freedesktop.DBus.NameHasOwner',
        'string:org.freedesktop.secrets',
      ],
      { env },
    );
    if (stdout.includes('boolean true')) return;
    await delay(20);
  }
  throw new ScriptFailure('gnome-keyring-daemon did not offer a secret service');
}

function busConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
