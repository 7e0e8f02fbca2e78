import { AppError } from '../../../shared/errors.ts';
import type { IpcHandlers } from '../IpcHandlers.ts';

async function notThere(): Promise<never> {
  throw new AppError('internal', 'This part of the app is not there yet.');
}

/** Routes whose services are still to come; each leaves this list with its service. */
export const pendingHandlers = {
  'connections.discover': notThere,
} satisfies Partial<IpcHandlers>;

export type PendingRoute = keyof typeof pendingHandlers;
