/**
 * Days and months as the person's clock has them. A day begins when the local clock first shows it: at midnight, or later
 * where summer time takes midnight away. Pure: how far the local clock is ahead is a parameter.
 */

/** How many milliseconds the local clock is ahead of UTC at a time (milliseconds since 1970). */
export type LocalOffset = (at: number) => number;

/** A stretch of time in milliseconds since 1970; `to` is not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One day. `day` is its date, `YYYY-MM-DD`. */
export interface LocalDay extends Span {
  readonly day: string;
}

const dayMs = 86_400_000;

/** The time zone of this machine. */
export const systemOffset: LocalOffset = (at) => -new Date(at).getTimezoneOffset() * 60_000;

/** The days of the month so far, the one of `now` last. */
export function daysOfMonth(now: number, offset: LocalOffset): readonly LocalDay[] {
  const { year, month, date } = localDate(now, offset);
  const days = Array.from({ length: date }, (_, index) => {
    const midnight = Date.UTC(year, month, index + 1);
    return {
      day: new Date(midnight).toISOString().slice(0, 10),
      from: startOfDay(midnight, offset),
      to: startOfDay(midnight + dayMs, offset),
    };
  });
  // A day that a time zone has skipped holds nothing.
  return days.filter(({ from, to }) => from < to);
}

/** The month of `now`, to its end. */
export function monthOf(now: number, offset: LocalOffset): Span {
  const { year, month } = localDate(now, offset);
  return {
    from: startOfDay(Date.UTC(year, month, 1), offset),
    to: startOfDay(Date.UTC(year, month + 1, 1), offset),
  };
}

function localDate(at: number, offset: LocalOffset): { year: number; month: number; date: number } {
  const local = new Date(at + offset(at));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), date: local.getUTCDate() };
}

/** When the local clock first shows `midnight` or more; `midnight` is written as if it were UTC. */
function startOfDay(midnight: number, offset: LocalOffset): number {
  const candidates = [offset(midnight - dayMs), offset(midnight + dayMs)]
    .map((ahead) => midnight - ahead)
    .toSorted((a, b) => a - b);
  const [earlier = midnight, later = midnight] = candidates;
  return earlier + offset(earlier) >= midnight ? earlier : later;
}
