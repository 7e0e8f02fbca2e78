/**
 * The proxy script that the operating system's settings name. Chromium would follow it, but here it cannot fetch it
 * (docs/adr/0014), and no interface of Electron tells its address. So the system's own tool is asked, with fixed arguments and
 * without a shell: `scutil` on macOS, the registry on Windows, `gsettings` on Linux, where only GNOME and its kin have one.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from './environmentProxy.ts';

const run = promisify(execFile);
const patienceMs = 3000;

/** What such a tool needs to find the settings of this person, and nothing more. */
const passedOn =
  /^(PATH|HOME|USER|LANG|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|XDG_\w+|GSETTINGS_\w+|SystemRoot)$/i;

const gnomeProxy = 'org.gnome.system.proxy';
const internetSettings = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;

/** Where this person's settings are to be found. */
export interface SystemPlace {
  readonly platform: NodeJS.Platform;
  readonly environment: Environment;
}

/** An address as `scutil --proxy` prints it, if it is switched on. */
export function readScutil(output: string): string | null {
  const isOn = /^\s*ProxyAutoConfigEnable\s*:\s*1\s*$/m.test(output);
  return isOn ? (/^\s*ProxyAutoConfigURLString\s*:\s*(\S+)\s*$/m.exec(output)?.[1] ?? null) : null;
}

/** An address as `reg query … /v AutoConfigURL` prints it. */
export function readRegistry(output: string): string | null {
  return /^\s*AutoConfigURL\s+REG_(?:EXPAND_)?SZ\s+(\S+)\s*$/m.exec(output)?.[1] ?? null;
}

/** A text as `gsettings get` prints it: in quotes. Null when it is empty. */
export function readGsettings(output: string): string | null {
  return /^'(\S+)'$/.exec(output.trim())?.[1] ?? null;
}

/** The address of the script that the system's settings name; null where there is none, or nobody to ask. Never rejects. */
export async function systemScript({ platform, environment }: SystemPlace): Promise<string | null> {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => passedOn.test(name)));
  const ask = async (program: string, ...args: string[]): Promise<string> =>
    (await run(program, args, { env, timeout: patienceMs, windowsHide: true })).stdout;
  try {
    switch (platform) {
      case 'darwin':
        return readScutil(await ask('/usr/sbin/scutil', '--proxy'));
      case 'win32': {
        const tool = join(environment['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe');
        return readRegistry(await ask(tool, 'query', internetSettings, '/v', 'AutoConfigURL'));
      }
      default: {
        const isAutomatic = readGsettings(await ask('gsettings', 'get', gnomeProxy, 'mode')) === 'auto';
        return isAutomatic
          ? readGsettings(await ask('gsettings', 'get', gnomeProxy, 'autoconfig-url'))
          : null;
      }
    }
  } catch {
    // No such tool, or nothing set.
    return null;
  }
}
