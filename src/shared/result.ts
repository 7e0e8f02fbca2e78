import type { ErrorInfo } from './errors.ts';

/** The reply to every request across the bridge: data, or an error that is safe to show. */
export type Result<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ErrorInfo };

/** Marks a place that cannot be reached while every case of a union is handled; throws when one was added and missed. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unhandled ${what}: ${String(value)}`);
}
