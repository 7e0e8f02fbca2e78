import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialWindowState } from './windowState.ts';
import { WindowStateFile } from './WindowStateFile.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-window-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('WindowStateFile', () => {
  it('remembers, for this user only', async () => {
    const file = new WindowStateFile(folder);
    expect(file.state).toEqual(initialWindowState);
    file.update({ theme: 'dark' });
    file.update({ maximized: true });
    expect(new WindowStateFile(folder).state).toMatchObject({ bounds: null, maximized: true, theme: 'dark' });
    const { mode } = await stat(join(folder, 'window-state.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('goes on without a folder to write to', () => {
    const file = new WindowStateFile(join(folder, 'missing'));
    file.update({ theme: 'light' });
    expect(file.state.theme).toBe('light');
  });
});
