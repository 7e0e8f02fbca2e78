import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkHops } from '../../../../shared/errors.ts';
import type { Inspection, WireRequest } from '../../../../shared/inspection.ts';
import { placeOf, spansOf } from './waterfall.ts';

const time = fc.nat({ max: 100_000 });
const request: fc.Arbitrary<WireRequest> = fc.record({
  method: fc.constant('POST'),
  url: fc.constant('https://api.example.com/v1/responses'),
  headers: fc.constant({}),
  body: fc.constant(null),
  startedMs: time,
  hops: fc.array(fc.record({ hop: fc.constantFrom(...networkHops), atMs: time }), { maxLength: 6 }),
  response: fc.option(fc.record({ status: fc.constant(200), headers: fc.constant({}), atMs: time })),
  failure: fc.constant(null),
});
const inspection: fc.Arbitrary<Inspection> = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 4 }),
  firstDeltaMs: fc.option(time),
  endedMs: fc.option(time),
});

test('spans follow each other without a gap and fill the line', () => {
  fc.assert(
    fc.property(inspection, fc.nat({ max: 3 }), (whole, index) => {
      const spans = spansOf(whole, index);
      const begin = whole.requests[index]?.startedMs;
      for (const [at, span] of spans.entries()) {
        expect(span.from).toBe(at === 0 ? begin : spans[at - 1]?.to);
        expect(span.to).toBeGreaterThanOrEqual(span.from);
        const { start, length } = placeOf(span, spans);
        expect(start + length).toBeLessThanOrEqual(1.000_001);
      }
    }),
  );
});

test('an attempt that failed has no tokens; the one that answered has', () => {
  const failed: WireRequest = {
    method: 'POST',
    url: 'https://api.example.com/',
    headers: {},
    body: null,
    startedMs: 0,
    hops: [{ hop: 'dns', atMs: 12 }],
    response: { status: 429, headers: {}, atMs: 40 },
    failure: null,
  };
  const answered: WireRequest = {
    ...failed,
    startedMs: 1000,
    hops: [],
    response: { status: 200, headers: {}, atMs: 1100 },
  };
  const whole: Inspection = { requests: [failed, answered], firstDeltaMs: 1300, endedMs: 2000 };
  expect(spansOf(whole, 0)).toEqual([
    { name: 'dns', from: 0, to: 12 },
    { name: 'waiting', from: 12, to: 40 },
  ]);
  expect(spansOf(whole, 1).map(({ name }) => name)).toEqual(['waiting', 'first-token', 'streaming']);
});
