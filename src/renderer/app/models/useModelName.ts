import type { Connection } from '../../../shared/connection.ts';
import type { StepModel } from '../../../shared/pipeline.ts';
import type { ModelsState } from '../stores/modelsStore.ts';
import { useConnections, useModels } from '../WorkspaceContext.ts';

/** What to call a model: its listed name or its id, and the connection where that is there. */
export interface ModelWords {
  readonly model: string;
  /** Null: the connection is gone. */
  readonly connection: string | null;
}

/** Names a model as far as the lists tell. */
export function modelWords(
  { connectionId, modelId }: StepModel,
  connections: readonly Connection[],
  lists: ModelsState['lists'],
): ModelWords {
  const listed = lists.get(connectionId)?.models.find(({ id }) => id === modelId);
  const connection = connections.find(({ id }) => id === connectionId);
  return { model: listed?.name ?? modelId, connection: connection?.name ?? null };
}

/** A model and its connection in one line; null where none is chosen. */
export function useModelName(value: StepModel | null): string | null {
  const connections = useConnections((state) => state.connections);
  const lists = useModels((state) => state.lists);
  if (value === null) return null;
  const { model, connection } = modelWords(value, connections, lists);
  return connection === null ? model : `${model} · ${connection}`;
}
