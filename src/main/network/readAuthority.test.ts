import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../../e2e/providers/selfSignedCertificate.ts';
import { readAuthority } from './readAuthority.ts';

const one = selfSignedCertificate();
const two = selfSignedCertificate();
const unusable = expect.objectContaining({ code: 'attachment/unreadable' });
const read = (text: string | Uint8Array): string => readAuthority('ca.pem', Buffer.from(text)).pem;

describe('readAuthority', () => {
  it('reads one certificate, several, with words between them, and DER', () => {
    expect(read(one.cert)).toBe(one.cert);
    expect(read(`# Company\r\n${one.cert}\nsubject=x\n${two.cert}`)).toBe(one.cert + two.cert);
    expect(read(new X509Certificate(one.cert).raw)).toBe(one.cert);
  });

  it('refuses a private key, alone or beside a certificate, and does not repeat it', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const old = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    for (const key of [one.key, old, one.cert + one.key, one.key + one.cert, one.cert + old]) {
      expect(() => read(key)).toThrow(unusable);
      expect(() => read(key)).not.toThrow(key.slice(40, 60));
    }
  });

  it('refuses a certificate that is cut or damaged', () => {
    expect(() => read(one.cert.slice(0, 300))).toThrow(unusable);
    expect(() => read(one.cert.replace(/\n.{20}/, '\n'))).toThrow(unusable);
    expect(() => read(one.cert + two.cert.slice(0, -40))).toThrow(unusable);
  });

  test.prop([fc.uint8Array()])('refuses anything else', (bytes) => {
    expect(() => read(bytes)).toThrow(unusable);
  });
});
