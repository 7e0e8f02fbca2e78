import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegistry, readScutil, systemScript } from './systemScript.ts';

const address = 'http://wpad.example/proxy.pac';

describe('readScutil', () => {
  const printed = (enabled: number): string =>
    `<dictionary> {\n  HTTPEnable : 0\n  ProxyAutoConfigEnable : ${String(enabled)}\n  ProxyAutoConfigURLString : ${address}\n}\n`;

  it('finds the address where it is switched on', () => {
    expect(readScutil(printed(1))).toBe(address);
    expect(readScutil(printed(0))).toBeNull();
    expect(readScutil('<dictionary> {\n}\n')).toBeNull();
  });
});

describe('readRegistry', () => {
  it('finds the address where there is one', () => {
    const key = String.raw`HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Internet Settings`;
    expect(readRegistry(`\r\n${key}\r\n    AutoConfigURL    REG_SZ    ${address}\r\n\r\n`)).toBe(address);
    expect(readRegistry(`\r\n${key}\r\n    ProxyEnable    REG_DWORD    0x0\r\n`)).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('a desktop of the GNOME kind', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sy-desktop-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  /** Puts a `gsettings` there that answers so, and asks it. */
  async function ask(mode: string, url: string, exitCode = 0): Promise<string | null> {
    const tool = join(folder, 'gsettings');
    const answers = `case "$*" in *" mode") echo "'${mode}'";; *) echo "'${url}'";; esac; exit ${String(exitCode)}`;
    await writeFile(tool, `#!/bin/sh\n[ -z "$OPENAI_API_KEY" ] || exit 1\n${answers}\n`);
    await chmod(tool, 0o755);
    const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, OPENAI_API_KEY: 'not passed on' };
    return systemScript({ platform: 'linux', environment });
  }

  it('names a script when its settings are automatic', async () => {
    await expect(ask('auto', address)).resolves.toBe(address);
    await expect(ask('manual', address)).resolves.toBeNull();
    await expect(ask('auto', '')).resolves.toBeNull();
    await expect(ask('auto', address, 1)).resolves.toBeNull();
  });

  it('may have no such tool', async () => {
    await expect(systemScript({ platform: 'linux', environment: { PATH: folder } })).resolves.toBeNull();
    await expect(systemScript({ platform: 'darwin', environment: { PATH: folder } })).resolves.toBeNull();
  });
});
