import type { ConnectionId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { ConnectionService } from '../../connections/ConnectionService.ts';
import type { HandlersOf, IpcHandlers } from '../IpcHandlers.ts';

/** Adds what is known of models to the list of a connection's server. */
export type DescribeModels = (
  id: ConnectionId,
  models: readonly ModelInfo[],
) => Promise<readonly ModelInfo[]>;

interface ConnectionParts {
  readonly connections: ConnectionService;
  readonly describeModels: DescribeModels;
  readonly listAwsProfiles: () => ReturnType<IpcHandlers['connections.awsProfiles']>;
  /** Finds servers on this machine that have no connection yet. */
  readonly discoverServers: () => ReturnType<IpcHandlers['connections.discover']>;
}

export function connectionHandlers({
  connections,
  describeModels,
  listAwsProfiles,
  discoverServers,
}: ConnectionParts): HandlersOf<'connections'> {
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
    'connections.models': async ({ id, refresh }) =>
      describeModels(id, await connections.models(id, refresh)),
    'connections.awsProfiles': () => listAwsProfiles(),
    'connections.discover': () => discoverServers(),
  };
}
