import type { ConnectionId, WindowId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import type { EmitEvent } from '../../chat/ports.ts';
import type { ConnectionService } from '../../connections/ConnectionService.ts';
import type { HandlersOf, IpcHandlers } from '../IpcHandlers.ts';

/** Adds what is known of models to the list of a connection's server. */
export type DescribeModels = (
  id: ConnectionId,
  models: readonly ModelInfo[],
) => Promise<readonly ModelInfo[]>;

interface ConnectionParts {
  readonly emit: EmitEvent;
  readonly connections: ConnectionService;
  readonly describeModels: DescribeModels;
  readonly listAwsProfiles: () => ReturnType<IpcHandlers['connections.awsProfiles']>;
  /** Finds servers on this machine that have no connection yet. */
  readonly discoverServers: () => ReturnType<IpcHandlers['connections.discover']>;
}

export function connectionHandlers({
  emit,
  connections,
  describeModels,
  listAwsProfiles,
  discoverServers,
}: ConnectionParts): HandlersOf<'connections'> {
  const tell = async (id: ConnectionId, by: WindowId): Promise<void> => {
    emit('connections.changed', { connections: await connections.list(), id, by });
  };
  return {
    'connections.save': async (form, { windowId }) => {
      await connections.save(form);
      await tell(form.connection.id, windowId);
      return {};
    },
    'connections.delete': async ({ id }, { windowId }) => {
      await connections.delete(id);
      await tell(id, windowId);
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
