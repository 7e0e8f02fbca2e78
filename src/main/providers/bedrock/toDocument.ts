import type { DocumentType } from '@smithy/types';
import type { JsonValue } from '../../../shared/stream.ts';

/** JSON as the AWS SDK wants it: the same values in arrays and objects that could be changed. */
export function toDocument(value: JsonValue): DocumentType {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toDocument);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toDocument(inner)]));
}
