import type { Client } from './client.ts';

/**
 * Whether an error event tells of a defect. Chromium tells in the same way, without an error, that a ResizeObserver will be called
 * once more in the next frame: https://www.w3.org/TR/resize-observer/#deliver-resize-error
 */
export function isDefect({ error, message }: Pick<ErrorEvent, 'error' | 'message'>): boolean {
  return error !== null || !message.startsWith('ResizeObserver loop');
}

/** Writes a defect of the interface into the log of this machine. Main redacts it; a failure to log is not reported. */
export function reportDefect(client: Client, caught: unknown): void {
  const error = caught instanceof Error ? caught : new Error('A value that is no error was thrown');
  const message = `${error.name}: ${error.message}`.slice(0, 2000);
  const stack = (error.stack ?? '').slice(0, 10_000);
  client.request('log.report', { message, stack }).catch(() => undefined);
}
