import type { StreamPatience } from './ChatProvider.ts';

/** A connection as far as it says how long to wait; see `connectionSchema`. */
interface Patient {
  readonly patience?:
    { readonly firstEventSeconds: number | null; readonly betweenEventsSeconds: number | null } | undefined;
}

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

/** How long a connection waits: what a person has set for it, or the usual. */
export function patienceOf({ patience }: Patient, usual: StreamPatience): StreamPatience {
  if (patience === undefined) return usual;
  return {
    firstEventMs: inMs(patience.firstEventSeconds),
    betweenEventsMs: inMs(patience.betweenEventsSeconds),
  };
}
