/**
 * What was typed into the secret fields of a form. The fields are uncontrolled on purpose: a secret stands in its input until
 * the form is sent or closed, and in no state, store or closure.
 */
import type { ConnectionSecret } from '../../../../shared/connection.ts';
import { isHeaderName } from '../../../../shared/headerNames.ts';
import { text } from '../../../app/text/text.ts';

/** The names of the inputs. */
export const secretFields = {
  apiKey: 'apiKey',
  accessKeyId: 'accessKeyId',
  secretAccessKey: 'secretAccessKey',
  sessionToken: 'sessionToken',
  headerName: 'headerName',
  headerValue: 'headerValue',
} as const;

/** The secret that was typed (null: none), or a sentence that says what is wrong with it. */
export type TypedSecret =
  | { readonly kind: 'secret'; readonly secret: ConnectionSecret | null }
  | { readonly kind: 'problem'; readonly sentence: string };

type Headers = NonNullable<ConnectionSecret['headers']>;

/** A form's value may also be a file; there is no such input here. */
function typedText(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

function typedHeaders(data: FormData): Headers | null {
  const names = data.getAll(secretFields.headerName).map((name) => typedText(name).trim());
  const values = data.getAll(secretFields.headerValue).map(typedText);
  const headers: Headers = {};
  for (const [index, name] of names.entries()) {
    if (name === '') continue;
    if (!isHeaderName(name)) return null;
    headers[name] = values[index] ?? '';
  }
  return headers;
}

/** Reads the secret fields of a form, once. */
export function readTypedSecret(data: FormData): TypedSecret {
  const words = text.connections.problems;
  const field = (name: string) => typedText(data.get(name)).trim();
  const apiKey = field(secretFields.apiKey);
  const accessKeyId = field(secretFields.accessKeyId);
  const secretAccessKey = field(secretFields.secretAccessKey);
  const sessionToken = field(secretFields.sessionToken);
  const headers = typedHeaders(data);
  if (headers === null) return { kind: 'problem', sentence: words.headerName };
  if ((accessKeyId === '') !== (secretAccessKey === '')) return { kind: 'problem', sentence: words.awsKeys };
  const secret: ConnectionSecret = {
    ...(apiKey === '' ? {} : { apiKey }),
    ...(accessKeyId === ''
      ? {}
      : { aws: { accessKeyId, secretAccessKey, ...(sessionToken === '' ? {} : { sessionToken }) } }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
  return { kind: 'secret', secret: Object.keys(secret).length === 0 ? null : secret };
}
