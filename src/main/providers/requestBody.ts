/**
 * What the bodies of all JSON wires have in common: only what is set is in them, what a model has refused is taken out, and a
 * person's own fields come last and win.
 */
import type { JsonValue } from '../../shared/stream.ts';

/** The body of a request, before it is written as JSON. */
export interface RequestBody {
  readonly [field: string]: JsonValue;
}

function isObject(value: JsonValue | undefined): value is RequestBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of an object that have a value. */
export function onlySet(fields: { readonly [field: string]: JsonValue | undefined }): RequestBody {
  const set: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) set.push([name, value]);
  return Object.fromEntries(set);
}

/** Fields inside of a field, or undefined where none of them is set. */
export function groupOf(fields: {
  readonly [field: string]: JsonValue | undefined;
}): RequestBody | undefined {
  const set = onlySet(fields);
  return Object.keys(set).length === 0 ? undefined : set;
}

function without(body: RequestBody, [field, ...rest]: readonly string[]): RequestBody {
  if (field === undefined || !Object.hasOwn(body, field)) return body;
  const { [field]: value, ...others } = body;
  if (rest.length === 0) return others;
  if (!isObject(value)) return body;
  const inner = without(value, rest);
  return Object.keys(inner).length === 0 ? others : { ...body, [field]: inner };
}

/** Takes out what the model has refused. A name may be a path: `reasoning.effort`. A field left empty goes with it. */
export function withoutRefused(body: RequestBody, refused: readonly string[]): RequestBody {
  return refused.reduce((rest, name) => without(rest, name.split('.')), body);
}

/** Lays `extra` over `body`: objects are joined field by field, everything else is replaced. */
export function withExtra(body: RequestBody, extra: RequestBody | undefined): RequestBody {
  if (extra === undefined) return body;
  const joined = Object.entries(extra).map(([name, value]): [string, JsonValue] => {
    const ours = Object.hasOwn(body, name) ? body[name] : undefined;
    return [name, isObject(ours) && isObject(value) ? withExtra(ours, value) : value];
  });
  return { ...body, ...Object.fromEntries(joined) };
}

/** Bytes as a `data:` URL (RFC 2397). */
export function dataUrl({
  mediaType,
  data,
}: {
  readonly mediaType: string;
  readonly data: Uint8Array;
}): string {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return `data:${mediaType};base64,${bytes.toString('base64')}`;
}
