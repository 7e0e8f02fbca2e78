/**
 * The difference of two texts, by word or by line. Texts that are long and have little in common could keep the page busy for
 * minutes, so a comparison is given up after a number of changes or a short time: by word it falls back to lines, by line it says
 * so. The library is loaded when the first comparison is asked for.
 */

export type DiffUnit = 'word' | 'line';

/** A stretch of text: in both, only in the second, or only in the first. */
export interface Piece {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly text: string;
}

export type Comparison =
  | {
      readonly kind: 'compared';
      readonly unit: DiffUnit;
      /** A comparison by word was asked for, and given up. */
      readonly fellBack: boolean;
      readonly pieces: readonly Piece[];
    }
  | { readonly kind: 'too-different' };

/** Where a comparison is given up. Each bounds the other: changes where the machine is fast, milliseconds where it is slow. */
const bounds = { maxEditLength: 5000, timeout: 300 } as const;

/** Joined, the kept and the added pieces are `after`, the kept and the removed ones `before`. */
export async function compareTexts(before: string, after: string, unit: DiffUnit): Promise<Comparison> {
  const { diffLines, diffWordsWithSpace } = await import('diff');
  const byWord = unit === 'word' ? diffWordsWithSpace(before, after, bounds) : undefined;
  const changes = byWord ?? diffLines(before, after, bounds);
  if (changes === undefined) return { kind: 'too-different' };
  return {
    kind: 'compared',
    unit: byWord === undefined ? 'line' : 'word',
    fellBack: unit === 'word' && byWord === undefined,
    pieces: changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'kept',
      text: value,
    })),
  };
}

/** A stretch of lines that stand side by side; ends where both texts begin a new line together. */
export interface DiffRow {
  readonly kind: 'row';
  readonly key: number;
  readonly pieces: readonly Piece[];
}

/** Unchanged rows that are left out of sight. */
export interface DiffFold {
  readonly kind: 'fold';
  readonly key: number;
  readonly rows: readonly DiffRow[];
}

/** Unchanged lines that stay in sight around a change. */
const contextLines = 3;

const isKept = ({ pieces }: DiffRow): boolean => pieces.every(({ kind }) => kind === 'kept');

/** Whether both texts stand at the beginning of a line after these pieces. */
function atLineStart(pieces: readonly Piece[]): boolean {
  return (['removed', 'added'] as const).every((other) => {
    const last = pieces.findLast(({ kind, text }) => kind !== other && text !== '');
    return last === undefined || last.text.endsWith('\n');
  });
}

/** The pieces in rows. Joined again, they are the same text. */
export function diffRows(pieces: readonly Piece[]): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let row: Piece[] = [];
  const close = () => {
    if (row.length > 0) rows.push({ kind: 'row', key: rows.length, pieces: row });
    row = [];
  };
  for (const piece of pieces) {
    if (piece.kind !== 'kept') {
      row.push(piece);
      continue;
    }
    for (const text of piece.text.split(/(?<=\n)/u)) {
      if (atLineStart(row)) close();
      row.push({ kind: 'kept', text });
      if (atLineStart(row)) close();
    }
  }
  close();
  return rows;
}

/** Folds long unchanged stretches away, but for a few lines around each change. */
export function foldedRows(rows: readonly DiffRow[]): readonly (DiffRow | DiffFold)[] {
  const near = new Set<number>();
  for (const [index, row] of rows.entries()) {
    if (isKept(row)) continue;
    for (let at = index - contextLines; at <= index + contextLines; at += 1) near.add(at);
  }
  const shown: (DiffRow | DiffFold)[] = [];
  let hidden: DiffRow[] = [];
  const fold = () => {
    const [first] = hidden;
    // A fold of one line would take the place of that line.
    if (first !== undefined && hidden.length > 1) shown.push({ kind: 'fold', key: first.key, rows: hidden });
    else shown.push(...hidden);
    hidden = [];
  };
  for (const [index, row] of rows.entries()) {
    if (!near.has(index)) {
      hidden.push(row);
      continue;
    }
    fold();
    shown.push(row);
  }
  fold();
  return shown;
}
