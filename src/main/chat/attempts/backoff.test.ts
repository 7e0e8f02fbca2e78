import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { backoffMs } from './backoff.ts';

const unit = fc.double({ min: 0, max: 0.999_999, noNaN: true });

describe('the wait before another try', () => {
  test.prop([fc.integer({ min: 1, max: 40 }), fc.option(fc.nat(120), { nil: undefined }), unit])(
    'is never shorter than what the server asked for, and never more than a little longer',
    (attempt, asked, random) => {
      const wait = backoffMs({ attempt, firstStepMs: 500, retryAfterSeconds: asked }, random);
      expect(wait).toBeGreaterThanOrEqual((asked ?? 0) * 1000);
      expect(wait).toBeLessThanOrEqual(Math.max((asked ?? 0) * 1000 + 500, 8_000));
      expect(Number.isInteger(wait)).toBe(true);
    },
  );

  test.prop([fc.integer({ min: 1, max: 4 }), unit])(
    'doubles its range from step to step',
    (attempt, random) => {
      const [step, next] = [500 * 2 ** (attempt - 1), 500 * 2 ** attempt];
      const wait = (number: number): number =>
        backoffMs({ attempt: number, firstStepMs: 500, retryAfterSeconds: undefined }, random);
      expect(wait(attempt)).toBeLessThanOrEqual(step);
      expect(wait(attempt + 1)).toBeGreaterThanOrEqual(next / 2);
    },
  );
});
