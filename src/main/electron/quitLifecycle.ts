/**
 * The end of the app. Windows close first, so that the page can still hand over its drafts; then what is open is closed, within
 * a limit, because a person who quits does not wait. What is not flushed by then, the journal rebuilds at the next start.
 */
import { app } from 'electron';
import type { Clock } from '../../shared/clock.ts';

const longestCloseMs = 3000;

interface QuitOptions {
  /** Closes everything; handles its own failures. */
  readonly close: () => Promise<void>;
  /** Whether a call into the system hangs, which an orderly exit would wait for without end. */
  readonly isHanging: () => boolean;
  readonly clock: Clock;
}

/** Closes what is open once all windows are gone, then leaves. */
export function closeOnQuit({ close, isHanging, clock }: QuitOptions): void {
  let closing = false;
  const leave = (): void => {
    if (isHanging()) process.kill(process.pid, 'SIGKILL');
    else app.exit(0);
  };
  app.on('window-all-closed', () => {
    // On macOS an app goes on without a window.
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    clock.after(longestCloseMs, leave);
    void close().finally(leave);
  });
}
