import type { Connection } from '../../shared/connection.ts';
import type { Lane, ModelRef } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { PipelineStep, StepModel } from '../../shared/pipeline.ts';

/** Who runs a step: the model chosen for this run, or else the step's own, or else the lane's. Null where there is none. */
export function chosenModel(
  chosen: StepModel | null,
  step: PipelineStep,
  lane: Pick<Lane, 'connectionId' | 'modelId'>,
): StepModel | null {
  const own = chosen ?? step.model;
  if (own !== null) return own;
  const { connectionId, modelId } = lane;
  return connectionId === null || modelId === null || modelId === '' ? null : { connectionId, modelId };
}

/** Throws `pipeline/no-model` and `connection/not-found`, with the name of the step in `details.field`. */
export function assertModel(
  model: StepModel | null,
  connections: ReadonlyMap<ConnectionId, Connection>,
  { name }: PipelineStep,
): { readonly model: StepModel; readonly connection: Connection } {
  const details = { field: name };
  if (model === null) throw new AppError('pipeline/no-model', 'A step has no model.', { details });
  const connection = connections.get(model.connectionId);
  if (connection !== undefined) return { model, connection };
  throw new AppError('connection/not-found', 'The connection of a step was deleted.', {
    details: { ...details, modelId: model.modelId },
  });
}

/** A model as a reply names it. */
export function modelRefOf(connection: Connection, modelId: string, modelName: string): ModelRef {
  const { id, provider, name } = connection;
  return { connectionId: id, modelId, provider, modelName, connectionName: name };
}
