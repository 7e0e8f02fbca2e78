/**
 * Signature Version 4, checked the way AWS does: the signature is computed again from what arrived. Written by hand so that the
 * fake shares no code with the signers that it tests.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac } from 'node:crypto';
import type { RequestRecord } from './FakeRequest.ts';

type Received = Pick<RequestRecord, 'method' | 'path' | 'headers' | 'body'>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986: everything but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalQuery(search: string): string {
  return [...new URLSearchParams(search)]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join('&');
}

function canonicalRequest({ method, path, headers, body }: Received, signedNames: readonly string[]): string {
  const [pathname = '', search = ''] = path.split('?');
  // Every service but S3 signs the path encoded once more.
  const canonicalPath = pathname.split('/').map(encoded).join('/');
  const lines = signedNames.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`);
  return [
    method,
    canonicalPath,
    canonicalQuery(search),
    lines.join(''),
    signedNames.join(';'),
    sha256(body),
  ].join('\n');
}

/** Whether a request was signed by the owner of this key, with everything in it as it arrived. */
export function isSignedWith(request: Received, secretAccessKey: string): boolean {
  const authorization = request.headers['authorization'] ?? '';
  const parts =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (parts === null) return false;
  const [, day = '', region = '', service = '', names = '', signature = ''] = parts;
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'] ?? '',
    `${day}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, names.split(';'))),
  ].join('\n');
  const dayKey = hmac(`AWS4${secretAccessKey}`, day);
  const key = hmac(hmac(hmac(dayKey, region), service), 'aws4_request');
  return hmac(key, toSign).toString('hex') === signature;
}
