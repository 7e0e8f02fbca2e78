import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { expectedTokens, learnedRatio, usualRatio } from './tokenRatio.ts';

describe('learnedRatio', () => {
  it('believes the first reply', () => {
    expect(learnedRatio(undefined, { counted: 1200, estimated: 1000 })).toBe(1.2);
  });

  it('moves part of the way with each later one', () => {
    expect(learnedRatio(1, { counted: 2000, estimated: 1000 })).toBeCloseTo(1.3);
  });

  it('learns nothing from a short request, which is mostly its template', () => {
    expect(learnedRatio(1.1, { counted: 300, estimated: 10 })).toBe(1.1);
    expect(learnedRatio(undefined, { counted: 0, estimated: 0 })).toBeUndefined();
  });

  const count = fc.integer({ min: 0, max: 10_000_000 });

  test.prop([fc.double({ min: 0.25, max: 4, noNaN: true }), fc.array(fc.tuple(count, count))])(
    'stays within bounds whatever servers say',
    (start, replies) => {
      const ratio = replies.reduce(
        (known, [counted, estimated]) => learnedRatio(known, { counted, estimated }) ?? known,
        start,
      );
      expect(ratio).toBeGreaterThanOrEqual(0.25);
      expect(ratio).toBeLessThanOrEqual(4);
    },
  );

  test.prop([fc.double({ min: 0.5, max: 2, noNaN: true })])(
    'comes to what the server keeps saying',
    (truth) => {
      let ratio = learnedRatio(undefined, { counted: 1000, estimated: 1000 });
      for (let reply = 0; reply < 40; reply += 1)
        ratio = learnedRatio(ratio, { counted: truth * 100_000, estimated: 100_000 });
      expect(ratio).toBeCloseTo(truth, 3);
    },
  );
});

describe('usualRatio', () => {
  it.each([
    ['gpt-5.4', 1],
    ['us.openai.gpt-6-sol', 1],
    ['openai/gpt-oss-120b', 1],
    ['o4-mini', 1],
    ['us.anthropic.claude-opus-5-5', 1.2],
    ['meta.llama3-3-70b-instruct-v1:0', 1.2],
  ])('of %s is %d', (id, ratio) => {
    expect(usualRatio(id)).toBe(ratio);
  });
});

describe('expectedTokens', () => {
  it('rounds up, so that a window is not thought larger than it is', () => {
    expect(expectedTokens(10, 1.21)).toBe(13);
  });
});
