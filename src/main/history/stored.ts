/** Reading back what was stored: every row passes its schema, so damage shows where it is and not three rooms further on. */
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { SqliteValue } from './SqliteDriver.ts';

/** Throws `history/damaged` when the value does not fit; `what` names the kind of thing, never its content. */
export function parseStored<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new AppError('history/damaged', `A stored ${what} does not have the right form.`);
  return parsed.data;
}

/** The value of a JSON column; null where the column is null. */
export function parseJson(value: SqliteValue | undefined): unknown {
  if (typeof value !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    throw new AppError('history/damaged', 'A stored value is not valid JSON.');
  }
}

/** A value for a JSON column; null stays null, so that SQL can tell. */
export function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** A field of a stored thing, left out where its column is null: `...present('parameters', parseJson(row['parameters']))`. */
export function present(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return value === null || value === undefined ? {} : { [name]: value };
}

/** What a request named is not in the history (any more). */
export function notFound(what: string): AppError {
  return new AppError('history/not-found', `There is no such ${what}.`);
}
