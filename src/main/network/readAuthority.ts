/** Reads the file in which a person's company gives its certificate authority: PEM or DER, one certificate or several. */
import { X509Certificate } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { ExtraAuthority } from '../../shared/network.ts';

/** Bytes of a file that is read at all. */
export const maxAuthorityBytes = 1_000_000;
const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

function unusable(fileName: string): AppError {
  return new AppError('attachment/unreadable', 'The file holds no certificate authority.', {
    details: { fileName, field: 'extraAuthority' },
  });
}

function parse(data: Uint8Array | string): X509Certificate | null {
  try {
    return new X509Certificate(data);
  } catch {
    return null;
  }
}

/**
 * The certificates of a file, written anew as PEM. Throws `attachment/unreadable` for anything that is not certificates only:
 * a private key that was chosen by mistake is refused, not copied. Also for a certificate that is damaged.
 */
export function readAuthority(fileName: string, data: Uint8Array): ExtraAuthority {
  const text = Buffer.from(data).toString('latin1');
  const blocks = [...text.matchAll(block)];
  // One that has no end.
  if (text.split('-----BEGIN ').length - 1 !== blocks.length) throw unusable(fileName);
  if (blocks.some(([, kind]) => kind !== 'CERTIFICATE')) throw unusable(fileName);
  const certificates = blocks.length === 0 ? [parse(data)] : blocks.map(([pem]) => parse(pem));
  const pems = certificates.map((certificate) => {
    if (certificate === null) throw unusable(fileName);
    return certificate.toString();
  });
  const pem = pems.join('');
  if (pem.length > maxAuthorityBytes) throw unusable(fileName);
  return { fileName: fileName.slice(0, 255), pem };
}
