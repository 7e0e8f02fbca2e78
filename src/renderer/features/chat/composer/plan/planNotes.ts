/**
 * What is to be said of a planned send, sorted by where it is said: beside a file, or above the composer. What several lanes
 * have in common is said once, with all their names.
 */
import type { LaneId } from '../../../../../shared/ids.ts';
import type { Preparation, Problem, Repair } from '../../../../../shared/preparation.ts';
import { text } from '../../../../app/text/text.ts';

export interface PlanNote {
  readonly key: string;
  /** A problem keeps the prompt from a lane; a repair is made by itself. */
  readonly tone: 'problem' | 'repair';
  readonly sentence: string;
  /** The parameters are where this is mended. */
  readonly mendedInParameters: boolean;
}

export interface PlanNotes {
  /** By the content hash of the file. */
  readonly byFile: ReadonlyMap<string, readonly PlanNote[]>;
  readonly general: readonly PlanNote[];
  /** No lane could take the prompt as it is. */
  readonly blocked: boolean;
}

const noPlanNotes: PlanNotes = { byFile: new Map(), general: [], blocked: false };

type Finding =
  | { readonly tone: 'problem'; readonly about: Problem; readonly laneId: LaneId }
  | { readonly tone: 'repair'; readonly about: Repair; readonly laneId: LaneId };

function sentenceOf(finding: Finding, who: readonly string[]): string | null {
  return finding.tone === 'problem'
    ? text.chat.plan.problem(finding.about, who)
    : text.chat.plan.repair(finding.about, who);
}

function findingsOf({ lanes }: Preparation): readonly Finding[] {
  return lanes.flatMap(({ laneId, problems, repairs }): Finding[] => [
    ...problems.map((about) => ({ tone: 'problem' as const, about, laneId })),
    ...repairs.map((about) => ({ tone: 'repair' as const, about, laneId })),
  ]);
}

/** Works out the notes of a preparation. `names` are those of the lanes. */
export function planNotes(preparation: Preparation | null, names: ReadonlyMap<LaneId, string>): PlanNotes {
  if (preparation === null) return noPlanNotes;
  // The same finding in several lanes is the same text as JSON, because it comes from one schema.
  const groups = new Map<string, readonly Finding[]>();
  for (const finding of findingsOf(preparation)) {
    const key = `${finding.tone} ${JSON.stringify(finding.about)}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const byFile = new Map<string, readonly PlanNote[]>();
  const general: PlanNote[] = [];
  for (const [key, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const who = [...new Set(group.map(({ laneId }) => names.get(laneId) ?? text.chat.lane.noModel))];
    const sentence = sentenceOf(first, who);
    if (sentence === null) continue;
    const mendedInParameters =
      first.about.kind === 'context-too-long' || first.about.kind === 'invalid-extra-body';
    const note: PlanNote = { key, tone: first.tone, sentence, mendedInParameters };
    if ('hash' in first.about) {
      const { hash } = first.about;
      byFile.set(hash, [...(byFile.get(hash) ?? []), note]);
    } else general.push(note);
  }
  const { lanes } = preparation;
  return { byFile, general, blocked: lanes.length > 0 && lanes.every(({ problems }) => problems.length > 0) };
}
