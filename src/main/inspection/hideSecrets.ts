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
  const text = blanker.blankKnown(url);
  const queryAt = text.indexOf('?');
  const place = blanker.blankSecrets(queryAt === -1 ? text : text.slice(0, queryAt));
  if (queryAt === -1) return place;
  const query = text.slice(queryAt + 1);
  const parameters = query.split('&').map((parameter) => {
    const name = parameter.split('=', 1)[0] ?? '';
    return hiddenParameter.test(name) ? `${name}=${hidden}` : blanker.blankSecrets(parameter);
  });
  return `${place}?${parameters.join('&')}`;
}

/** Characters of a body that are searched for every secret without a second thought. */
const quicklySearched = 2_000_000;
/** So many letters of base64 in a row are surely a file and not words. */
const fileRun = 1000;
const base64Codes = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=') {
  base64Codes[letter.charCodeAt(0)] = 1;
}

/** Leaves the bytes of files out and counts them. By hand, because a pattern runs out of stack on a run of many megabytes. */
function withoutFiles(text: string): string {
  const pieces: string[] = [];
  let runStart = 0;
  let kept = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (base64Codes[text.charCodeAt(index)] === 1) continue;
    if (index - runStart >= fileRun) {
      pieces.push(text.slice(kept, runStart), `…${String(index - runStart)} characters of base64…`);
      kept = index;
    }
    runStart = index + 1;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(kept);
}

/**
 * A body as it may be kept: the bytes of files are left out and counted. Null when it is longer than `limit` characters all
 * the same. Known secrets go first, so that no part of one survives what is cut; only in a body of many megabytes the files
 * do, because such a search takes time that the streams of others need.
 */
export function hideInBody(body: string, limit: number, blanker: SecretBlanker): string | null {
  const short = withoutFiles(body.length > quicklySearched ? body : blanker.blankKnown(body));
  return short.length > limit ? null : blanker.blankSecrets(short);
}
