import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { eventStreamFrame } from '../../../../e2e/providers/eventStreamFrame.ts';
import { guardFrames, maxFrameBytes } from './guardFrames.ts';

async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function guarded(bytes: Uint8Array, sizes: readonly number[] = []): Promise<Buffer> {
  const passed: Uint8Array[] = [];
  for await (const chunk of guardFrames(chunksOf(bytes, sizes))) passed.push(chunk);
  return Buffer.concat(passed);
}

function announcing(length: number): Buffer {
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(length);
  return prelude;
}

const frame = (body: string): Uint8Array => eventStreamFrame({ ':message-type': 'event' }, Buffer.from(body));

test.prop([fc.array(fc.string(), { maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 40 }))])(
  'frames pass unchanged, wherever the chunks are cut',
  async (bodies, sizes) => {
    const bytes = Buffer.concat(bodies.map(frame));
    expect(await guarded(bytes, sizes)).toEqual(bytes);
  },
);

test.prop([fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.integer({ min: 0, max: 40 }))])(
  'a frame that announces too much is refused, wherever the chunks are cut',
  async (bodies, sizes) => {
    const bytes = Buffer.concat([...bodies.map(frame), announcing(maxFrameBytes + 1)]);
    await expect(guarded(bytes, sizes)).rejects.toMatchObject({
      code: 'stream/too-large',
      details: { limit: maxFrameBytes },
    });
  },
);

test('a frame of the largest size is let through', async () => {
  await expect(guarded(announcing(maxFrameBytes))).resolves.toHaveLength(12);
});

test('bytes that cannot be a frame are refused', async () => {
  await expect(guarded(announcing(3))).rejects.toMatchObject({ code: 'provider/unexpected-reply' });
  // "<htm" read as a length
  await expect(guarded(Buffer.from('<html>'))).rejects.toMatchObject({ code: 'stream/too-large' });
});
