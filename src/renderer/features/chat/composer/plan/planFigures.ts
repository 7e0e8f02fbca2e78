import type { LanePreparation, Preparation } from '../../../../../shared/preparation.ts';
import { text } from '../../../../app/text/text.ts';

/** How full a lane's context is, 0 to 1 and above when it does not fit; null where the window is not known. */
export function fullness({ inputTokens, window }: LanePreparation): number | null {
  return window === null ? null : inputTokens / window;
}

/** The lane whose context is fullest: the first to run into its end. Undefined without lanes. */
export function fullestLane({ lanes }: Preparation): LanePreparation | undefined {
  return lanes.toSorted((a, b) => (fullness(b) ?? -1) - (fullness(a) ?? -1))[0];
}

/** What the whole send is estimated to cost, in words; null when it costs nothing. What is unknown is said to be. */
export function estimateText({ lanes, totalUsd }: Preparation): string | null {
  const words = text.chat.plan;
  const partial = lanes.some(({ estimateUsd }) => estimateUsd === null);
  if (totalUsd === null || totalUsd === 0) return partial ? words.unknownPrice : null;
  return partial ? words.partialEstimate(totalUsd) : words.estimate(totalUsd);
}

/** What one lane is estimated to cost, in words; null when it costs nothing. */
export function laneEstimateText({ estimateUsd }: LanePreparation): string | null {
  if (estimateUsd === 0) return null;
  return estimateUsd === null ? text.chat.plan.unknownPrice : text.chat.plan.estimate(estimateUsd);
}
