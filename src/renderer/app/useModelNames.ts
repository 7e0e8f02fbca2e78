import { useEffect } from 'react';
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelSet } from '../../shared/saved.ts';
import { useConnections, useModels } from './WorkspaceContext.ts';

type SetLane = ModelSet['lanes'][number];

/** Names the models of saved things as far as their connections' lists tell, and reads those lists; the rest goes by its id. */
export function useModelNames(lanes: readonly SetLane[]): (lane: SetLane) => string {
  const lists = useModels((state) => state.lists);
  const load = useModels((state) => state.load);
  const connections = useConnections((state) => state.connections);
  const wanted = [...new Set(lanes.map(({ connectionId }) => connectionId))].join(' ');
  useEffect(() => {
    for (const { id } of connections) if (wanted.includes(id)) void load(id);
  }, [connections, load, wanted]);
  const nameOf = (connectionId: ConnectionId, modelId: string) =>
    lists.get(connectionId)?.models.find(({ id }) => id === modelId)?.name ?? modelId;
  return ({ connectionId, modelId }) => nameOf(connectionId, modelId);
}
