/**
 * Keeps the state of the window in one small file of the profile. It is a convenience: a file that cannot be read or written
 * costs the position of the window and nothing else, so failures end here. Synchronous, because it is read before there is a
 * window and written while the last one closes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { formatWindowState, initialWindowState, parseWindowState } from './windowState.ts';
import type { WindowState } from './windowState.ts';

/** The last state of the window, in memory and on disk. */
export class WindowStateFile {
  readonly #path: string;
  #state: WindowState;

  constructor(profileFolder: string) {
    this.#path = join(profileFolder, 'window-state.json');
    this.#state = this.#read();
  }

  get state(): WindowState {
    return this.#state;
  }

  update(change: Partial<WindowState>): void {
    const before = formatWindowState(this.#state);
    this.#state = { ...this.#state, ...change };
    const after = formatWindowState(this.#state);
    if (before === after) return;
    try {
      writeFileAtomic.sync(this.#path, after, { mode: 0o600 });
    } catch {
      // Said above: the next start opens the window in its usual place.
    }
  }

  #read(): WindowState {
    try {
      return parseWindowState(readFileSync(this.#path, 'utf8'));
    } catch {
      return initialWindowState;
    }
  }
}
