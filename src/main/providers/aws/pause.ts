import type { Clock } from '../../../shared/clock.ts';
import { givenUp } from '../../signIn/SharedTasks.ts';

/** Waits `ms` milliseconds. Rejects with `sign-in/cancelled` when the signal is aborted meanwhile. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    if (signal.aborted) {
      reject(givenUp());
      return;
    }
    const onAbort = (): void => {
      cancel();
      reject(givenUp());
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
