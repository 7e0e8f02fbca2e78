import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decodeText.ts';

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

describe('decodeText', () => {
  it('reads UTF-8 with and without a mark', () => {
    expect(decodeText(Buffer.from('Zürich 🏔'))).toBe('Zürich 🏔');
    expect(decodeText(Buffer.from('\uFEFFZürich'))).toBe('Zürich');
  });

  it('reads both orders of UTF-16', () => {
    expect(decodeText(utf16('Grüße\n', 'le'))).toBe('Grüße\n');
    expect(decodeText(utf16('Grüße\n', 'be'))).toBe('Grüße\n');
  });

  it('reads what old programs of Western Europe wrote', () => {
    expect(decodeText(Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65, 0x20, 0x80]))).toBe('Grüße €');
  });

  it('keeps coloured logs', () => {
    expect(decodeText(Buffer.from('\u001B[31mred\u001B[0m'))).toBe('\u001B[31mred\u001B[0m');
  });

  it.each([
    ['a zero byte', [0x61, 0x00, 0x62]],
    ['bytes of no encoding', [0xc3, 0x28, 0x01, 0xff]],
    ['half a pair of UTF-16', [0xff, 0xfe, 0x00, 0xd8]],
  ])('takes %s for no text', (_what, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeNull();
  });

  it('reads a beginning that ends within a character', () => {
    const whole = Buffer.from('Zürich 🏔');
    expect(decodeText(whole.subarray(0, whole.length - 2), 'beginning')).toBe('Zürich ');
  });

  it('gives back any text that was written in Unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[\u0000-\u001F\u007F\uFEFF]/u.test(text));
        expect(decodeText(Buffer.from(text))).toBe(text);
        expect(decodeText(utf16(text, 'le'))).toBe(text);
        expect(decodeText(utf16(text, 'be'))).toBe(text);
      }),
    );
  });
});
