import type { Client } from './client.ts';

/** Writes a defect of the interface into the log of this machine. Main redacts it; a failure to log is not reported. */
export function reportDefect(client: Client, caught: unknown): void {
  const error = caught instanceof Error ? caught : new Error('A value that is no error was thrown');
  const message = `${error.name}: ${error.message}`.slice(0, 2000);
  const stack = (error.stack ?? '').slice(0, 10_000);
  client.request('log.report', { message, stack }).catch(() => undefined);
}
