import { expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { ModelKnowledge } from './ModelKnowledge.ts';

const connection: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  provider: 'openai',
  createdAt: 1,
  updatedAt: 1,
};

it('joins what the server, the catalogue and the limits of the wire know; a typed id is as good as a listed one', async () => {
  const knowledge = new ModelKnowledge({
    catalogue: { describe: async (_connection, model) => ({ ...model, maxOutput: 100 }) },
    listed: (_connection, id) => (id === 'listed' ? { id, name: 'Listed', contextWindow: 10 } : undefined),
    limitsOf: (_connection, model) => ({ replayFamily: model.name, refusedParameters: [] }),
  });
  expect(await knowledge.know(connection, 'listed')).toEqual({
    model: { id: 'listed', name: 'Listed', contextWindow: 10, maxOutput: 100 },
    limits: { replayFamily: 'Listed', refusedParameters: [] },
  });
  expect((await knowledge.know(connection, 'typed')).model).toEqual({
    id: 'typed',
    name: 'typed',
    maxOutput: 100,
  });
  expect(await knowledge.describeAll(connection, [{ id: 'a', name: 'A' }])).toEqual([
    { id: 'a', name: 'A', maxOutput: 100 },
  ]);
});
