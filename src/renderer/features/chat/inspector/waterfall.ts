/**
 * The times of a request as spans that follow each other without a gap. Pure and property-tested. A station's span ends when
 * it was passed and begins where the one before it ended; what comes after the answer's head belongs to the last request.
 */
import type { NetworkHop } from '../../../../shared/errors.ts';
import type { Inspection, WireRequest } from '../../../../shared/inspection.ts';

export type SpanName = NetworkHop | 'waiting' | 'first-token' | 'streaming';

/** From and to in milliseconds after the reply's first request began. */
export interface Span {
  readonly name: SpanName;
  readonly from: number;
  readonly to: number;
}

type Moment = readonly [name: SpanName, at: number | null];

/** The moments that end something, in the order in which they are reached. */
function momentsOf(request: WireRequest, inspection: Inspection, isLast: boolean): readonly Moment[] {
  const { hops, response } = request;
  return [
    ...hops.map(({ hop, atMs }): Moment => [hop, atMs]),
    ['waiting', response?.atMs ?? null],
    ['first-token', isLast && response !== null ? inspection.firstDeltaMs : null],
    ['streaming', isLast && inspection.firstDeltaMs !== null ? inspection.endedMs : null],
  ];
}

/** The spans of one request. A moment that is not known has none; one out of order is as long as nothing. */
export function spansOf(inspection: Inspection, index: number): readonly Span[] {
  const request = inspection.requests[index];
  if (request === undefined) return [];
  const spans: Span[] = [];
  let from = request.startedMs;
  for (const [name, at] of momentsOf(request, inspection, index === inspection.requests.length - 1)) {
    if (at === null) continue;
    const to = Math.max(from, at);
    spans.push({ name, from, to });
    from = to;
  }
  return spans;
}

/** A span's place on a line that is as long as all of the spans: both are parts of 1. */
export function placeOf(
  span: Span,
  spans: readonly Span[],
): { readonly start: number; readonly length: number } {
  const begin = spans[0]?.from ?? 0;
  const whole = (spans.at(-1)?.to ?? 0) - begin;
  if (whole <= 0) return { start: 0, length: 0 };
  return { start: (span.from - begin) / whole, length: (span.to - span.from) / whole };
}
