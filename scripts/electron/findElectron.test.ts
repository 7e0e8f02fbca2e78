import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageApp } from '../packaging/packageApp.ts';
import { electronEnvironment, executableIn, fallbackMarker } from './ElectronRuntime.ts';
import { findElectron } from './findElectron.ts';

describe('findElectron with ELECTRON_OVERRIDE_DIST_PATH', () => {
  const before = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  let distPath: string;

  beforeEach(() => {
    distPath = mkdtempSync(join(tmpdir(), 'sy-electron-'));
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = distPath;
  });

  afterEach(() => {
    rmSync(distPath, { recursive: true });
    if (before === undefined) delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = before;
  });

  function addExecutable(): void {
    const executable = executableIn(distPath);
    mkdirSync(dirname(executable), { recursive: true });
    writeFileSync(executable, '');
    writeFileSync(join(distPath, 'version'), 'v45.4.1\n');
  }

  it('takes that folder and reads its version', async () => {
    addExecutable();
    const runtime = await findElectron();
    expect(runtime).toEqual({
      distPath,
      executable: executableIn(distPath),
      version: '45.4.1',
      origin: 'chosen',
    });
  });

  it('knows the fallback runtime wherever its path comes from, and never packages it for release', async () => {
    addExecutable();
    writeFileSync(join(distPath, fallbackMarker), '');
    const runtime = await findElectron();
    expect(runtime.origin).toBe('npm-fallback');
    await expect(packageApp(runtime, 'release')).rejects.toThrow('--test-build');
  });

  it('says what is wrong when no Electron lies there', async () => {
    await expect(findElectron()).rejects.toThrow('ELECTRON_OVERRIDE_DIST_PATH');
  });
});

describe('electronEnvironment', () => {
  it('names the runtime to every tool and keeps Electron from running as Node', () => {
    const environment = electronEnvironment({
      distPath: '/dist',
      executable: '/dist/electron',
      version: '45.4.1',
      origin: 'chosen',
    });
    expect(environment).toEqual({
      ELECTRON_OVERRIDE_DIST_PATH: '/dist',
      ELECTRON_EXEC_PATH: '/dist/electron',
      ELECTRON_RUN_AS_NODE: undefined,
    });
  });
});
