/**
 * The turns of several lanes in rows, so that what was said to one prompt stands side by side. A lane's path is a list of
 * turns; the rows merge these lists, every lane in its own order, and a turn that several lanes have is one row wherever
 * their orders allow it. Where they do not (two lanes that have two turns the other way round, as a merged history may), the
 * turn gets a row more; nothing is ever left out or moved within its lane.
 */
import type { LaneId } from '../../../../shared/ids.ts';
import type { LaneView, PathItem } from '../store/conversationState.ts';

/** What of a lane is lined up. */
export interface TurnLane {
  readonly id: LaneId;
  readonly path: LaneView['path'];
}

/** A turn across the lanes. */
export interface TurnRow {
  readonly key: string;
  /** What all lanes have in common, in the same messages: shown once, across all of them. */
  readonly shared: readonly PathItem[];
  /** What each lane has beyond that, in the order of the lanes; undefined where the lane has no part in the turn. */
  readonly cells: readonly (readonly PathItem[] | undefined)[];
}

/** The neighbouring messages of one turn on a lane's path. */
interface Stretch {
  readonly turnId: string;
  readonly items: PathItem[];
}

function stretchesOf(path: LaneView['path'], turnOf: (item: PathItem) => string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const item of path) {
    const turnId = turnOf(item);
    const last = stretches.at(-1);
    if (last?.turnId === turnId) last.items.push(item);
    else stretches.push({ turnId, items: [item] });
  }
  return stretches;
}

/** Where the merge stands: the next stretch of every lane, and how many lanes still have, or have next, which turn. */
class Heads {
  readonly #queues: readonly { readonly stretches: readonly Stretch[]; next: number }[];
  readonly #left = new Map<string, number>();
  readonly #first = new Map<string, number>();

  constructor(lanes: readonly (readonly Stretch[])[]) {
    this.#queues = lanes.map((stretches) => ({ stretches, next: 0 }));
    for (const stretches of lanes) {
      for (const { turnId } of stretches) this.#count(this.#left, turnId, 1);
      const [head] = stretches;
      if (head !== undefined) this.#count(this.#first, head.turnId, 1);
    }
  }

  /**
   * The turn that comes next: the oldest (ids are in the order of time) of those that no lane has further down. Where the
   * orders contradict each other there is none, and the oldest at hand comes. Null at the end.
   */
  choose(): string | null {
    let ready: string | null = null;
    let any: string | null = null;
    for (const { stretches, next } of this.#queues) {
      const turnId = stretches[next]?.turnId;
      if (turnId === undefined) continue;
      if (any === null || turnId < any) any = turnId;
      const isReady = this.#first.get(turnId) === this.#left.get(turnId);
      if (isReady && (ready === null || turnId < ready)) ready = turnId;
    }
    return ready ?? any;
  }

  /** Takes the turn from every lane that has it next. */
  take(turnId: string): (readonly PathItem[] | undefined)[] {
    return this.#queues.map((queue) => {
      const head = queue.stretches[queue.next];
      if (head?.turnId !== turnId) return undefined;
      queue.next += 1;
      this.#count(this.#left, turnId, -1);
      this.#count(this.#first, turnId, -1);
      const following = queue.stretches[queue.next];
      if (following !== undefined) this.#count(this.#first, following.turnId, 1);
      return head.items;
    });
  }

  #count(counts: Map<string, number>, turnId: string, step: number): void {
    counts.set(turnId, (counts.get(turnId) ?? 0) + step);
  }
}

/** How many of their first messages all cells have in common. */
function commonLength(cells: readonly (readonly PathItem[] | undefined)[]): number {
  const [first] = cells;
  if (first === undefined || cells.length < 2) return 0;
  const differs = first.findIndex((item, index) => cells.some((cell) => cell?.[index]?.id !== item.id));
  return differs === -1 ? first.length : differs;
}

function toRow(key: string, cells: readonly (readonly PathItem[] | undefined)[]): TurnRow {
  const common = commonLength(cells);
  if (common === 0) return { key, shared: [], cells };
  return { key, shared: cells[0]?.slice(0, common) ?? [], cells: cells.map((cell) => cell?.slice(common)) };
}

/**
 * Lines the turns of lanes up. Takes time in proportion to the messages and the number of lanes.
 * @param turnOf The id of the turn that a message belongs to.
 */
export function alignTurns(
  lanes: readonly TurnLane[],
  turnOf: (item: PathItem) => string,
): readonly TurnRow[] {
  const heads = new Heads(lanes.map(({ path }) => stretchesOf(path, turnOf)));
  const seen = new Map<string, number>();
  const rows: TurnRow[] = [];
  for (let turnId = heads.choose(); turnId !== null; turnId = heads.choose()) {
    const before = seen.get(turnId) ?? 0;
    seen.set(turnId, before + 1);
    rows.push(toRow(before === 0 ? turnId : `${turnId} ${String(before)}`, heads.take(turnId)));
  }
  return rows;
}
