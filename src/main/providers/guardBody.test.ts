import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardBody, maxLineBytes } from './guardBody.ts';

/** A body whose chunks arrive exactly as they are given. */
function body(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('guardBody', () => {
  it('changes nothing, whatever the chunks, and reports every one of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 })), async (chunks) => {
        let signs = 0;
        const guarded = guardBody(body(chunks), () => {
          signs += 1;
        });
        const all = Buffer.from(await new Response(guarded.body).arrayBuffer());
        expect(all.equals(Buffer.concat(chunks))).toBe(true);
        expect(signs).toBe(chunks.length);
      }),
    );
  });

  it('refuses a line without end, and lets many short ones pass', async () => {
    const half = new Uint8Array(maxLineBytes / 2 + 1).fill(0x78);
    await expect(
      new Response(guardBody(body([half, half]), () => undefined).body).arrayBuffer(),
    ).rejects.toMatchObject({
      code: 'stream/too-large',
      details: { limit: maxLineBytes },
    });
    const broken = await new Response(
      guardBody(body([half, bytes('\n'), half]), () => undefined).body,
    ).arrayBuffer();
    expect(broken.byteLength).toBe(half.length * 2 + 1);
  });

  it.each([
    ['data: {}\n\ndata: [DONE]\n\n', true],
    ['data: {}\r\n\r\ndata: [DONE]', true],
    ['data:[DONE]\n', true],
    ['data: {"text":"data: [DONE]"}\n\n', false],
    ['data: [DONE]\n\ndata: {}\n\n', false],
    ['', false],
  ])('knows whether %j closed with the marker, in any chunks', async (text, expected) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (size) => {
        const all = bytes(text);
        const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
          all.subarray(index * size, (index + 1) * size),
        );
        const guarded = guardBody(body(chunks), () => undefined);
        await new Response(guarded.body).arrayBuffer();
        expect(guarded.sawDone()).toBe(expected);
      }),
    );
  });

  it('passes a cancellation on', async () => {
    const left: unknown[] = [];
    const source = new ReadableStream<Uint8Array>({ cancel: (reason) => void left.push(reason) });
    await guardBody(source, () => undefined).body.cancel('enough');
    expect(left).toEqual(['enough']);
  });
});
