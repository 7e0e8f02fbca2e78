import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/**
 * Settles which folder is the profile and closes it to other users of the machine. Has to run before anything asks for the
 * folder, the single-instance lock included. `--user-data-dir` names another one than the usual.
 *
 * In a folder that cannot be written Chromium leaves without a word. It then gets a passing one for its own files, so that
 * the app starts and the person is told where the history is opened.
 */
export function prepareProfileFolder(): string {
  // Files that Chromium makes for itself follow the umask; ours say their mode besides.
  process.umask(0o077);
  const named = app.commandLine.getSwitchValue('user-data-dir');
  const folder = named === '' ? app.getPath('userData') : resolve(named);
  app.setPath('userData', prepare(folder) ? folder : passingFolder());
  return folder;
}

/** Whether the folder is there, ours alone and open to changes; permissions alone do not tell, so one is made and undone. */
function prepare(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    rmdirSync(mkdtempSync(join(folder, '.writable-')));
    return true;
  } catch {
    return false;
  }
}

function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-'));
  process.once('exit', () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Chromium still writes there while it ends. What is left holds no chats, and goes as temporary folders go.
    }
  });
  return folder;
}
