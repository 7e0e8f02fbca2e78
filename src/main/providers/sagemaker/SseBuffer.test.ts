import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { maxLineBytes } from '../guardBody.ts';
import { SseBuffer } from './SseBuffer.ts';

const encoder = new TextEncoder();

/** Feeds a text in pieces of these many bytes, then the rest at once. */
function eventsOf(text: string, sizes: readonly number[] = []): readonly string[] {
  const bytes = encoder.encode(text);
  const buffer = new SseBuffer();
  const events: string[] = [];
  let at = 0;
  for (const size of sizes) {
    events.push(...buffer.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...events, ...buffer.push(bytes.subarray(at)), ...buffer.end()];
}

/** What an event may carry: any text without line ends, since JSON has none. */
const data = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => JSON.stringify({ text }))
  .filter((text) => encoder.encode(text).length < 200);
const framing = fc.record({
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  blank: fc.constantFrom('', ' '),
  comment: fc.constantFrom('', ': keep-alive'),
  name: fc.constantFrom('', 'event: message'),
});
const sizes = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });

describe('SseBuffer', () => {
  test.prop([fc.array(fc.tuple(data, framing), { maxLength: 12 }), sizes])(
    'finds every event once, in order, wherever the bytes are cut and however the lines end',
    (events, cuts) => {
      const text = events
        .map(([payload, { newline, blank, comment, name }]) =>
          [comment, name, `data:${blank}${payload}`, '', '']
            .filter((line, index) => line !== '' || index > 2)
            .join(newline),
        )
        .join('');
      expect(eventsOf(text, cuts)).toEqual(events.map(([payload]) => payload));
    },
  );

  test.prop([fc.uint8Array({ maxLength: 300 }), sizes])(
    'reads any bytes, the same in any cuts',
    (bytes, cuts) => {
      const whole = new SseBuffer();
      const cut = new SseBuffer();
      let at = 0;
      const events: string[] = [];
      for (const size of cuts) {
        events.push(...cut.push(bytes.subarray(at, at + size)));
        at += size;
      }
      events.push(...cut.push(bytes.subarray(at)), ...cut.end());
      expect(events).toEqual([...whole.push(bytes), ...whole.end()]);
    },
  );

  test('joins the lines of one event', () => {
    expect(eventsOf('data: {"a":\ndata: 1}\n\n')).toEqual(['{"a":\n1}']);
  });

  test('closes the last event where the container did not', () => {
    expect(eventsOf('data: 1\n\ndata: 2')).toEqual(['1', '2']);
  });

  test('takes lines of JSON as they are', () => {
    expect(eventsOf('{"a":1}\n{"a":2}')).toEqual(['{"a":1}', '{"a":2}']);
  });

  test('refuses a line without end before it fills the memory', () => {
    const buffer = new SseBuffer();
    const chunk = encoder.encode('x'.repeat(1024 * 1024));
    const fill = (): void => {
      for (let bytes = 0; bytes <= maxLineBytes; bytes += chunk.length) buffer.push(chunk);
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'stream/too-large' }));
  });
});
