import type { ConnectionService } from '../../connections/ConnectionService.ts';
import type { PendingRoute } from './pending.ts';
import type { HandlersOf, IpcHandlers } from '../IpcHandlers.ts';

export function connectionHandlers(
  connections: ConnectionService,
  listAwsProfiles: () => ReturnType<IpcHandlers['connections.awsProfiles']>,
): Omit<HandlersOf<'connections'>, PendingRoute> {
  return {
    'connections.save': async (form) => {
      await connections.save(form);
      return {};
    },
    'connections.delete': async ({ id }) => {
      await connections.delete(id);
      return {};
    },
    'connections.describeSecret': ({ id }) => connections.describeSecret(id),
    'connections.deleteSecret': async ({ id }) => {
      await connections.deleteSecret(id);
      return {};
    },
    'connections.test': (form) => connections.test(form),
    'connections.models': ({ id, refresh }) => connections.models(id, refresh),
    'connections.awsProfiles': () => listAwsProfiles(),
  };
}
