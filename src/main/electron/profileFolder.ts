import { chmodSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { app } from 'electron';

/**
 * Settles which folder is the profile and closes it to other users of the machine. Has to run before anything asks for the
 * folder, the single-instance lock included. `--user-data-dir` names another one than the usual.
 */
export function prepareProfileFolder(): string {
  // Files that Chromium makes for itself follow the umask; ours say their mode besides.
  process.umask(0o077);
  const named = app.commandLine.getSwitchValue('user-data-dir');
  const folder = named === '' ? app.getPath('userData') : resolve(named);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch {
    // A folder that cannot be written is met again, and told to the person, where the history is opened.
  }
  app.setPath('userData', folder);
  return folder;
}
