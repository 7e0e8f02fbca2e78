import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ContextMeter } from './ContextMeter.ts';
import type { AssembledMessage } from './assembleContext.ts';

function user(text: string): AssembledMessage {
  return { role: 'user', text, firstId: 'x' };
}

describe('the meter of a context', () => {
  it('counts a text once, and again after a count that failed', async () => {
    let asked = 0;
    const meter = new ContextMeter({
      count: async (text) => {
        asked += 1;
        if (asked === 1) throw new Error('the worker has ended');
        return text.length;
      },
    });
    await expect(meter.text('abc')).rejects.toThrow();
    expect(await meter.text('abc')).toBe(3);
    expect(await meter.text('abc')).toBe(3);
    expect(await meter.text('')).toBe(0);
    expect(asked).toBe(2);
  });

  it('tells what was counted already without counting', async () => {
    const meter = new ContextMeter({ count: async (text) => text.length });
    await meter.text('abc');
    expect(await meter.alreadyCounted(['abc', '', 'abc'])).toBe(6);
    expect(await meter.alreadyCounted(['abc', 'new'])).toBeNull();
    expect(await meter.alreadyCounted([])).toBe(0);
  });

  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 6 });
  test.prop([texts, fc.nat(400)])('is never sure of what does not fit', async (list, room) => {
    // The most that any vocabulary makes of a text: a token a byte.
    const meter = new ContextMeter({ count: async (text) => Buffer.byteLength(text) });
    const messages = list.map(user);
    const total = (await meter.sizes(messages)).reduce((sum, size) => sum + size, 0);
    expect(meter.surelyFits(messages, '', room)).toBe(total <= room);
  });
});
