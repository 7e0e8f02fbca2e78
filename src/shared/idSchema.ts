import { z } from 'zod';
import type { Id } from './ids.ts';

/** A schema for a branded UUID. */
export function idSchema<T extends Id<string>>() {
  return z.uuid().transform((value) => value as T);
}
