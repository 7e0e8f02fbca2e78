/** There is one window. It comes back when somebody starts the app again, or clicks its icon in the dock. */
import { app } from 'electron';
import type { BrowserWindow } from 'electron';

/** Opens the window and keeps hold of it. Returns a function that gives it, or null while there is none. */
export function keepOneWindow(open: () => BrowserWindow): () => BrowserWindow | null {
  let current: BrowserWindow | null = null;
  const show = (): void => {
    if (current !== null) {
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
      return;
    }
    const window = open();
    current = window;
    window.on('closed', () => {
      current = null;
    });
  };
  app.on('second-instance', show);
  app.on('activate', show);
  show();
  return () => current;
}
