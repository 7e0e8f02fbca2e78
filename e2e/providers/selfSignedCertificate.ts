/**
 * A certificate that nobody trusts, for the tests of TLS failures. It is made afresh in memory (X.509 v3, P-256, valid from
 * yesterday for a month), so that no key lies in the repository and no tool is needed.
 */
import { generateKeyPairSync, sign } from 'node:crypto';

const tag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const;

// Object identifiers in DER, tag and length included.
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
const commonName = Buffer.from('0603550403', 'hex');
const subjectAltName = Buffer.from('0603551d11', 'hex');

const dayMs = 86_400_000;

function der(type: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([type, body.length]), body]);
  if (body.length < 0x100) return Buffer.concat([Buffer.from([type, 0x81, body.length]), body]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  return Buffer.concat([Buffer.from([type, 0x82]), length, body]);
}

function utcTime(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(tag.utcTime, Buffer.from(`${digits}Z`));
}

function bitString(bytes: Uint8Array): Buffer {
  return der(tag.bitString, Buffer.from([0]), bytes);
}

function name(text: string): Buffer {
  const attribute = der(tag.sequence, commonName, der(tag.utf8String, Buffer.from(text)));
  return der(tag.sequence, der(tag.set, attribute));
}

/** Alternative names as GeneralNames: [2] a DNS name, [7] an address. */
function alternativeNames(hosts: readonly string[]): Buffer {
  const names = der(
    tag.sequence,
    ...hosts.map((host) => der(0x82, Buffer.from(host))),
    der(0x87, Buffer.from([127, 0, 0, 1])),
  );
  return der(tag.sequence, der(tag.sequence, subjectAltName, der(tag.octetString, names)));
}

/** Makes a key and a certificate for it, both as PEM: for these names and for 127.0.0.1. */
export function selfSignedCertificate(hosts: readonly string[] = ['localhost']): {
  readonly key: string;
  readonly cert: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = name('Switchyard test fixture, not to be trusted');
  const algorithm = der(tag.sequence, ecdsaWithSha256);
  const toBeSigned = der(
    tag.sequence,
    der(tag.version, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.from([1])),
    algorithm,
    issuer,
    der(tag.sequence, utcTime(Date.now() - dayMs), utcTime(Date.now() + 30 * dayMs)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(tag.extensions, alternativeNames(hosts)),
  );
  const certificate = der(
    tag.sequence,
    toBeSigned,
    algorithm,
    bitString(sign('sha256', toBeSigned, privateKey)),
  );
  const base64 = certificate
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
    .trimEnd();
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
