import type { StreamEvent } from '../../shared/stream.ts';

function merged(last: StreamEvent | undefined, next: StreamEvent): StreamEvent | null {
  if (last?.type === 'text' && next.type === 'text' && last.block === next.block) {
    return { ...last, delta: last.delta + next.delta };
  }
  if (last?.type === 'refusal' && next.type === 'refusal' && last.block === next.block) {
    return { ...last, delta: last.delta + next.delta };
  }
  const goesOn =
    last?.type === 'reasoning' &&
    next.type === 'reasoning' &&
    last.block === next.block &&
    last.kind === next.kind;
  return goesOn ? { ...last, delta: last.delta + next.delta } : null;
}

/**
 * Adds an event to a batch in place, as part of the one before where both are deltas of the same block. Folding the batch
 * gives what folding the single events gives.
 */
export function appendEvent(events: StreamEvent[], event: StreamEvent): void {
  const joined = merged(events.at(-1), event);
  if (joined === null) events.push(event);
  else events[events.length - 1] = joined;
}
