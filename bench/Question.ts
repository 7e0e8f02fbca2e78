/**
 * A benchmark answers one question of the list in README.md, always as a ratio (or a difference) to a floor that was measured
 * in the same run on the same machine: absolute times move with the machine, ratios far less.
 */

/** One measured figure. `value` and `floor` are in `unit`; `target` says in words what has to hold, `met` whether it does. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'kB' | 'MB' | 'tokens/s' | '%' | 'frames' | 'count';
  readonly value: number;
  readonly floor: number;
  /** `value / floor`, or their difference or `value` itself where the target speaks of one. */
  readonly relation: number;
  readonly relationKind: 'ratio' | 'difference' | 'absolute';
  readonly target: string;
  readonly met: boolean;
}

/** What a question has to work with. */
export interface BenchContext {
  /** The Electron executable, and the arguments that every launch needs on this machine. */
  readonly electron: string;
  readonly electronArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder of this question's own. */
  readonly folder: string;
  /** Measurements to take; the default is a compromise between noise and patience. */
  readonly rounds: number;
  /** Messages in the history that is searched. */
  readonly searchedMessages: number;
  readonly note: (text: string) => void;
}

export interface Question {
  /** The number in the list of questions: `P1`, `P2`, … */
  readonly id: string;
  readonly title: string;
  answer(context: BenchContext): Promise<readonly Figure[]>;
}

/** A figure whose target is an upper bound on its ratio to the floor. */
export function atMost(figure: Pick<Figure, 'name' | 'unit' | 'value' | 'floor'>, limit: number): Figure {
  const relation = figure.value / figure.floor;
  return { ...figure, relation, relationKind: 'ratio', target: `≤ ${limit}×`, met: relation <= limit };
}

/** A figure whose target is a lower bound on its ratio to the floor. */
export function atLeast(figure: Pick<Figure, 'name' | 'unit' | 'value' | 'floor'>, limit: number): Figure {
  const relation = figure.value / figure.floor;
  return { ...figure, relation, relationKind: 'ratio', target: `≥ ${limit}×`, met: relation >= limit };
}

/** A figure whose target is an upper bound on how much it lies above the floor, in its own unit. */
export function atMostAbove(
  figure: Pick<Figure, 'name' | 'unit' | 'value' | 'floor'>,
  limit: number,
  target: string,
): Figure {
  const relation = figure.value - figure.floor;
  return { ...figure, relation, relationKind: 'difference', target, met: relation <= limit };
}

/** A figure whose target is an upper bound on itself, whatever the floor is. */
export function below(figure: Pick<Figure, 'name' | 'unit' | 'value' | 'floor'>, limit: number): Figure {
  return {
    ...figure,
    relation: figure.value,
    relationKind: 'absolute',
    target: `≤ ${limit} ${figure.unit}`,
    met: figure.value <= limit,
  };
}

/** Notes the reason that a profile shows, where a target is missed. Returns the figures. */
export function explained(
  context: BenchContext,
  figures: readonly Figure[],
  reason: string,
): readonly Figure[] {
  if (figures.some((figure) => !figure.met)) context.note(reason);
  return figures;
}
