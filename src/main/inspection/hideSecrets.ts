/**
 * Takes out of a request what signs it in, before anything of it is kept. Of a request's headers only those that never sign
 * in are shown: which header a gateway reads its key from, nobody knows beforehand. Everything else is searched for the
 * secrets in use and for what looks like one.
 */

/** Stands for what was taken out. */
export const hidden = '•••';

/** Blanks secrets in a text; the log's own redaction does it. */
export interface SecretBlanker {
  /** Only the values in use; quick, for long texts. */
  blankKnown(text: string): string;
  /** Also whatever looks like a secret. */
  blankSecrets(text: string): string;
}

type Headers = Readonly<Record<string, string>>;

const shownRequestHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'anthropic-beta',
  'anthropic-version',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'host',
  'openai-beta',
  'openai-organization',
  'openai-project',
  'transfer-encoding',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-user-agent',
  'x-amzn-sagemaker-inference-component',
]);
const hiddenResponseHeader = /cookie|authorization|authentication|token$|secret|signature|credential/i;
/** Parameters of an address that sign in: Google's `key`, everything that AWS signs with. */
const hiddenParameter = /key|token|secret|signature|^sig$|credential|password|auth|^code$/i;
const scheme = /^(Bearer|Basic|Digest|Token|AWS4-HMAC-SHA256)\s/i;

/** Headers of a request as they may be kept. The scheme of `Authorization` stays. */
export function hideRequestHeaders(headers: Headers, blanker: SecretBlanker): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (shownRequestHeaders.has(name.toLowerCase())) return [name, blanker.blankSecrets(value)];
      const [, word] = /authorization$/i.test(name) ? (scheme.exec(value) ?? []) : [];
      return [blanker.blankSecrets(name), word === undefined ? hidden : `${word} ${hidden}`];
    }),
  );
}

/** Headers of an answer as they may be kept. */
export function hideResponseHeaders(headers: Headers, blanker: SecretBlanker): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      blanker.blankSecrets(name),
      hiddenResponseHeader.test(name) ? hidden : blanker.blankSecrets(value),
    ]),
  );
}

/** An address as it may be kept. */
export function hideInUrl(url: string, blanker: SecretBlanker): string {
  const [before = '', query] = blanker.blankKnown(url).split('?', 2);
  const place = blanker.blankSecrets(before);
  if (query === undefined) return place;
  const parameters = query.split('&').map((parameter) => {
    const name = parameter.split('=', 1)[0] ?? '';
    return hiddenParameter.test(name) ? `${name}=${hidden}` : blanker.blankSecrets(parameter);
  });
  return `${place}?${parameters.join('&')}`;
}

/** Letters of base64 in a row that are surely a file and not words. */
const base64Run = /[A-Za-z0-9+/_-]{1000,}={0,2}/g;

/**
 * A body as it may be kept: the bytes of files are left out and counted. Null when it is longer than `limit` characters all
 * the same. Known secrets go first, so that no part of one survives what is cut.
 */
export function hideInBody(body: string, limit: number, blanker: SecretBlanker): string | null {
  const short = blanker
    .blankKnown(body)
    .replace(base64Run, (run) => `…${String(run.length)} characters of base64…`);
  return short.length > limit ? null : blanker.blankSecrets(short);
}
