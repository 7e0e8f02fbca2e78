/** Ids that a person has typed (deployments, profiles, endpoints) stand in every list, whatever the server says. */
import { AppError } from '../../shared/errors.ts';
import type { ModelInfo } from '../../shared/model.ts';

/** A connection as far as it holds typed ids. */
interface WithTypedModels {
  readonly typedModels?: readonly string[] | undefined;
}

/** The typed ids of a connection as models of which nothing is known. */
export function typedModelsOf({ typedModels = [] }: WithTypedModels): readonly ModelInfo[] {
  return typedModels.map((id) => ({ id, name: id.slice(0, 300) }));
}

/** A server's list with the typed ids that are not in it. */
export function withTypedModels(
  listed: readonly ModelInfo[],
  connection: WithTypedModels,
): readonly ModelInfo[] {
  const known = new Set(listed.map(({ id }) => id));
  return [...listed, ...typedModelsOf(connection).filter(({ id }) => !known.has(id))];
}

/** How a server says that it has no such path, or none that is read: not found, method not allowed, not implemented. */
const absent: readonly unknown[] = [404, 405, 501];

/**
 * Asks for a list that not every server has. That there is none is no failure where ids can be typed; all other errors go
 * through.
 */
export async function listWhereThereIsOne(
  list: () => Promise<readonly ModelInfo[]>,
): Promise<readonly ModelInfo[]> {
  try {
    return await list();
  } catch (caught) {
    if (caught instanceof AppError && absent.includes(caught.details.status)) return [];
    throw caught;
  }
}
