/**
 * Where the segments of a conversation's tree stand: one row each, a parent above its children, a line never through another
 * segment. Of a segment's children the one with the most below it comes last and stays in the column of its parent, the others
 * step one column to the right and stand between the two. So the drawing of n segments is never wider than log2(n) + 1 columns,
 * however deep the tree is. Ties and the other children keep the order in which they were made.
 */
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import type { TreeSegment } from '../../../../shared/tree.ts';

/** A segment in its place. */
export interface TreeRow {
  readonly segment: TreeSegment;
  readonly column: number;
  /** How many segments stand above it on the way from its root; 0 for a root. */
  readonly depth: number;
  /** The row of its parent, or null for a root. */
  readonly parent: number | null;
  /** The rows of its children, in order. */
  readonly children: readonly number[];
  /** The columns of lines that pass this row from top to bottom. */
  readonly passing: readonly number[];
}

interface Node {
  readonly segment: TreeSegment;
  readonly children: Node[];
  weight: number;
}

/** Puts every segment in its row. A segment whose parent is not there (it was left out) is a root. */
export function layOutTree(segments: readonly TreeSegment[]): readonly TreeRow[] {
  const roots = growTree(segments);
  const rows: (TreeRow & { children: number[] })[] = [];
  const stack = roots
    .toReversed()
    .map((node) => ({ node, column: 0, depth: 0, parent: null as number | null }));
  // The lines that hang from rows above: column and last row are known once the heaviest child is reached.
  const open: number[] = [];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node, column, depth, parent } = place;
    const index = rows.length;
    // Deeper columns are finished when a row stands left of them, and the heaviest child ends its parent's line.
    while (open.length > 0 && (open.at(-1) ?? 0) >= column) open.pop();
    rows.push({ segment: node.segment, column, depth, parent, children: [], passing: [...open] });
    if (parent !== null) rows[parent]?.children.push(index);
    if (node.children.length > 0) open.push(column);
    for (const [reversed, child] of inOrder(node.children).toReversed().entries()) {
      stack.push({
        node: child,
        column: reversed === 0 ? column : column + 1,
        depth: depth + 1,
        parent: index,
      });
    }
  }
  return rows;
}

/** By the time they were made; the heaviest last, of equals the newest. */
function inOrder(children: readonly Node[]): readonly Node[] {
  const heaviest = children.reduce<Node | null>(
    (best, child) => (best === null || child.weight >= best.weight ? child : best),
    null,
  );
  return heaviest === null ? [] : [...children.filter((child) => child !== heaviest), heaviest];
}

function byAge(a: TreeSegment, b: TreeSegment): number {
  return a.createdAt - b.createdAt || (a.firstId < b.firstId ? -1 : 1);
}

/** Links children to parents and weighs them. What no root leads to (a ring, made by hand) hangs nowhere and becomes a root. */
function growTree(segments: readonly TreeSegment[]): readonly Node[] {
  const nodes = segments.toSorted(byAge).map((segment): Node => ({ segment, children: [], weight: 1 }));
  const byLast = new Map(nodes.map((node) => [node.segment.lastId, node]));
  const roots: Node[] = [];
  for (const node of nodes) {
    const { parentId } = node.segment;
    const parent = parentId === null ? undefined : byLast.get(parentId);
    if (parent === undefined || parent === node) roots.push(node);
    else parent.children.push(node);
  }
  const seen = new Set<Node>();
  for (const root of roots) weigh(root, seen);
  for (const node of nodes) {
    if (seen.has(node)) continue;
    cutOff(node, byLast);
    roots.push(node);
    weigh(node, seen);
  }
  return roots;
}

function cutOff(node: Node, byLast: ReadonlyMap<MessageId, Node>): void {
  const { parentId } = node.segment;
  const siblings = parentId === null ? undefined : byLast.get(parentId)?.children;
  siblings?.splice(siblings.indexOf(node), 1);
}

/** Counts what is below, without recursion: a tree may be as deep as it has segments. */
function weigh(root: Node, seen: Set<Node>): void {
  const order: Node[] = [];
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    order.push(node);
    stack.push(...node.children);
  }
  for (const node of order.toReversed()) {
    node.weight = node.children.reduce((sum, child) => sum + child.weight, 1);
  }
}

/** The rows on the path of a lane, from its end up to its root. */
export function pathRows(rows: readonly TreeRow[], laneId: LaneId): ReadonlySet<number> {
  const path = new Set<number>();
  let index: number | null = rows.findIndex(({ segment }) => segment.laneIds.includes(laneId));
  while (index !== null && index >= 0 && !path.has(index)) {
    path.add(index);
    index = rows[index]?.parent ?? null;
  }
  return path;
}
