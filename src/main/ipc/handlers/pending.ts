/** Routes whose service is not wired yet. Each leaves this list with its service; the list ends empty and then this file goes. */
import { AppError } from '../../../shared/errors.ts';
import type { RouteName } from '../../../shared/ipc/routes.ts';
import type { IpcHandlers } from '../IpcHandlers.ts';

const pendingRoutes = [
  'pipelines.estimate',
  'pipelines.start',
  'pipelines.stop',
  'pipelines.resume',
  'pipelines.retry',
  'pipelines.skip',
  'pipelines.editOutput',
  'pipelines.runs',
] as const satisfies readonly RouteName[];

type PendingRoute = (typeof pendingRoutes)[number];

/** Handlers that refuse. */
export function pendingHandlers(): Pick<IpcHandlers, PendingRoute> {
  const refuse = (): Promise<never> =>
    Promise.reject(new AppError('internal', 'This route is not there yet.'));
  const handlers: Partial<Record<PendingRoute, typeof refuse>> = {};
  for (const name of pendingRoutes) handlers[name] = refuse;
  return handlers as Record<PendingRoute, typeof refuse>;
}
