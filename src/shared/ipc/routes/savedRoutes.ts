/** Model sets, prompts and pipelines: kept, listed, exported to a file and imported from one. Changes are told with `saved.changed`. */
import { z } from 'zod';
import { savedItemSchema, savedKindSchema } from '../../saved.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing } from './shapes.ts';

const id = z.uuid();

export const savedRoutes = {
  'saved.list': defineRoute({
    input: z.strictObject({ kind: savedKindSchema }),
    output: z.array(savedItemSchema),
  }),
  /** Adds it, or replaces the one with its id. A pipeline that cannot run is saved all the same: it is work in progress. */
  'saved.put': defineRoute({ input: savedItemSchema, output: nothing }),
  'saved.delete': defineRoute({ input: z.strictObject({ kind: savedKindSchema, id }), output: nothing }),
  /** Asks for a file name in the system's own dialog and writes them as one JSON file. Null when the dialog was closed. */
  'saved.export': defineRoute({
    input: z.strictObject({ kind: savedKindSchema, ids: z.array(id).min(1).max(1000) }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
  }),
  /**
   * Lets the person choose a file and adds what is in it under new ids. Nothing of it is started. Null when the dialog was
   * closed; rejects with `import/…`.
   */
  'saved.import': defineRoute({
    input: z.strictObject({ kind: savedKindSchema }),
    output: z.strictObject({ added: z.array(savedItemSchema) }).nullable(),
  }),
} satisfies Record<string, RouteDefinition>;
