/**
 * One message of `application/vnd.amazon.eventstream`, written by hand so that the fake does not share code with the client
 * it tests: u32 total length, u32 length of the headers, CRC-32 of those eight bytes, headers, body, CRC-32 of all before.
 */
import { crc32 } from 'node:zlib';

const stringType = 7;

function header(name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name);
  const valueBytes = Buffer.from(value);
  const valueLength = Buffer.alloc(2);
  valueLength.writeUInt16BE(valueBytes.length);
  return Buffer.concat([
    Buffer.from([nameBytes.length]),
    nameBytes,
    Buffer.from([stringType]),
    valueLength,
    valueBytes,
  ]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Encodes one message with string headers. */
export function eventStreamFrame(headers: Readonly<Record<string, string>>, body: Uint8Array): Buffer {
  const headerBytes = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const prelude = Buffer.concat([uint32(headerBytes.length + body.length + 16), uint32(headerBytes.length)]);
  const message = Buffer.concat([prelude, uint32(crc32(prelude)), headerBytes, body]);
  return Buffer.concat([message, uint32(crc32(message))]);
}
