/**
 * The windows on the screen, by their ids. The first one comes back when somebody starts the app again, or clicks its icon in the
 * dock; the others live as long as they are open. What the system asks or tells goes to the window that was in front last.
 */
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { mainWindowId } from '../../shared/ids.ts';
import type { WindowId } from '../../shared/ids.ts';
import type { OpenWindows } from '../windows/WindowTabs.ts';

/** How a window comes onto the screen: `quiet` leaves the one in front where it is. */
export type Entrance = 'front' | 'quiet';

interface AppWindowsOptions {
  /** Opens a window; `beside` is the one that was in front. */
  readonly open: (id: WindowId, entrance: Entrance, beside: BrowserWindow | null) => BrowserWindow;
  /** A window is gone because a person closed it; the end of the app is not told. */
  readonly onClosed: (id: WindowId) => void;
}

export class AppWindows implements OpenWindows {
  readonly #options: AppWindowsOptions;
  readonly #windows = new Map<WindowId, BrowserWindow>();
  #front: WindowId = mainWindowId;
  #quitting = false;

  constructor(options: AppWindowsOptions) {
    this.#options = options;
  }

  /** Opens the first window and listens for whoever asks for it again. Electron is ready by then. */
  start(): void {
    const comeBack = (): void => {
      this.show(this.#windows.has(mainWindowId) ? this.#front : mainWindowId);
    };
    app.on('second-instance', comeBack);
    app.on('activate', comeBack);
    app.on('before-quit', () => {
      this.#quitting = true;
    });
    this.show(mainWindowId);
  }

  /** The window that is in front, or was last; null when none is open. */
  current(): BrowserWindow | null {
    return this.#windows.get(this.currentId()) ?? null;
  }

  currentId(): WindowId {
    return this.#windows.has(this.#front) ? this.#front : ([...this.#windows.keys()].at(-1) ?? mainWindowId);
  }

  isOpen(id: WindowId): boolean {
    return this.#windows.has(id);
  }

  /** The window that a person is looking at; null while it is another app. */
  focusedId(): WindowId | null {
    const focused = [...this.#windows].find(([, window]) => window.isFocused());
    return focused?.[0] ?? null;
  }

  show(id: WindowId, entrance: Entrance = 'front'): void {
    const open = this.#windows.get(id);
    if (open === undefined) {
      this.#open(id, entrance);
    } else if (entrance === 'front') {
      if (open.isMinimized()) open.restore();
      open.show();
      open.focus();
    }
  }

  close(id: WindowId): void {
    this.#windows.get(id)?.close();
  }

  #open(id: WindowId, entrance: Entrance): void {
    const window = this.#options.open(id, entrance, this.current());
    this.#windows.set(id, window);
    if (entrance === 'front') this.#front = id;
    window.on('focus', () => {
      this.#front = id;
    });
    window.on('closed', () => {
      this.#windows.delete(id);
      if (!this.#quitting) this.#options.onClosed(id);
    });
  }
}
