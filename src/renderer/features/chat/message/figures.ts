import type { AssistantMessage } from '../../../../shared/conversation.ts';

/** What can be said of a reply in numbers; null where it is not known. */
export interface Figures {
  /** Milliseconds from the request to the first delta. */
  readonly firstTokenMs: number | null;
  /** Milliseconds from the request to the end. */
  readonly durationMs: number | null;
  /** Tokens a second between the first delta and the end. */
  readonly tokensPerSecond: number | null;
  readonly outputTokens: number | null;
}

/** Streams shorter than this say nothing of speed, in milliseconds. */
const shortestMeasure = 50;

/** Works out the figures of a reply from its stored times and usage. */
export function figuresOf({ timing, usage }: Pick<AssistantMessage, 'timing' | 'usage'>): Figures {
  const { startedAt, firstDeltaAt, endedAt } = timing;
  const streamed = firstDeltaAt === null || endedAt === null ? null : endedAt - firstDeltaAt;
  const measurable = streamed !== null && streamed >= shortestMeasure && usage !== null && usage.output > 0;
  return {
    firstTokenMs: firstDeltaAt === null ? null : firstDeltaAt - startedAt,
    durationMs: endedAt === null ? null : endedAt - startedAt,
    tokensPerSecond: measurable ? usage.output / (streamed / 1000) : null,
    outputTokens: usage?.output ?? null,
  };
}
