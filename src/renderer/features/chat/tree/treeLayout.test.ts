import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { TreeSegment } from '../../../../shared/tree.ts';
import { layOutTree, pathRows } from './treeLayout.ts';
import { findByLetters, walkTree } from './treeWalk.ts';

/** Segments of any tree: each hangs on one of those before it, or is a root. */
const treeArbitrary = fc
  .array(fc.tuple(fc.nat(), fc.nat(50), fc.stringMatching(/^[a-c]{1,3}$/)), { maxLength: 60 })
  .chain((seeds) => {
    const segments: TreeSegment[] = [];
    for (const [seed, createdAt, excerpt] of seeds) {
      const parent = segments[seed % (segments.length + 1)];
      segments.push(segment({ parentId: parent?.lastId ?? null, createdAt, excerpt }));
    }
    return fc.shuffledSubarray(segments, { minLength: segments.length });
  });

function segment(fields: Partial<TreeSegment> = {}): TreeSegment {
  return {
    firstId: newId<MessageId>(),
    lastId: newId<MessageId>(),
    parentId: null,
    messages: 2,
    excerpt: 'words',
    role: 'user',
    models: [],
    createdAt: 0,
    laneIds: [],
    ...fields,
  };
}

describe('the layout of a tree', () => {
  test.prop([treeArbitrary])('has every segment exactly once', (segments) => {
    const rows = layOutTree(segments);
    expect(new Set(rows.map((row) => row.segment))).toEqual(new Set(segments));
    expect(rows).toHaveLength(segments.length);
  });

  test.prop([treeArbitrary])('puts a parent above its children and never right of them', (segments) => {
    const rows = layOutTree(segments);
    for (const [index, row] of rows.entries()) {
      const parent = row.parent === null ? undefined : rows[row.parent];
      expect(parent?.segment.lastId ?? null).toBe(row.segment.parentId);
      expect(parent?.children.includes(index) ?? true).toBe(true);
      expect(row.parent ?? -1).toBeLessThan(index);
      expect(row.column - (parent?.column ?? row.column)).toBeGreaterThanOrEqual(0);
      expect(row.depth).toBe((parent?.depth ?? -1) + 1);
    }
  });

  test.prop([treeArbitrary])('draws no line through a segment, and every line it needs', (segments) => {
    const rows = layOutTree(segments);
    const lines = rows.map((row, index) => ({
      column: row.column,
      from: index,
      to: row.children.at(-1) ?? index,
    }));
    for (const [index, row] of rows.entries()) {
      const passing = lines.filter(({ from, to }) => from < index && index < to).map(({ column }) => column);
      expect(passing).not.toContain(row.column);
      expect(new Set(row.passing)).toEqual(new Set(passing));
      expect(row.passing).toHaveLength(passing.length);
    }
  });

  test.prop([treeArbitrary])('is never wider than the logarithm of its size', (segments) => {
    const columns = layOutTree(segments).map(({ column }) => column);
    if (columns.length > 0) expect(Math.max(...columns)).toBeLessThanOrEqual(Math.log2(columns.length));
  });

  test('is as deep as two thousand forks one below the other without effort', () => {
    const segments: TreeSegment[] = [];
    for (let index = 0; index < 1000; index += 1) {
      const parentId = segments.at(-1)?.lastId ?? null;
      segments.push(segment({ parentId, createdAt: index }), segment({ parentId, createdAt: index }));
    }
    const rows = layOutTree(segments);
    expect(rows).toHaveLength(2000);
    expect(Math.max(...rows.map(({ column }) => column))).toBe(1);
  });

  test('shows a ring that was made by hand once, and what hangs on nothing as a root', () => {
    const a = segment();
    const b = segment({ parentId: a.lastId });
    const ring = [{ ...a, parentId: b.lastId }, b];
    const lost = segment({ parentId: newId<MessageId>() });
    const rows = layOutTree([...ring, lost]);
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.segment === lost)?.depth).toBe(0);
  });

  test.prop([treeArbitrary.filter((segments) => segments.length > 0), fc.nat()])(
    'knows the path of a lane up to its root',
    (segments, seed) => {
      const laneId = newId<LaneId>();
      const chosen = segments[seed % segments.length];
      const rows = layOutTree(
        segments.map((item) => (item === chosen ? { ...item, laneIds: [laneId] } : item)),
      );
      const path = [...pathRows(rows, laneId)];
      expect(rows[path[0] ?? -1]?.segment.firstId).toBe(chosen?.firstId);
      expect(path.map((index) => rows[index]?.parent)).toEqual([...path.slice(1), null]);
      expect(pathRows(rows, newId<LaneId>()).size).toBe(0);
    },
  );
});

describe('the keyboard', () => {
  test.prop([treeArbitrary, fc.nat()])(
    'walks from every row to a neighbour, a parent or a child',
    (segments, seed) => {
      const rows = layOutTree(segments);
      if (rows.length === 0) {
        expect(walkTree(rows, 0, 'End')).toBeNull();
        return;
      }
      const active = seed % rows.length;
      const down = walkTree(rows, active, 'ArrowDown');
      if (down !== null) expect(walkTree(rows, down, 'ArrowUp')).toBe(active);
      const child = walkTree(rows, active, 'ArrowRight');
      if (child !== null) expect(walkTree(rows, child, 'ArrowLeft')).toBe(active);
      expect(walkTree(rows, active, 'Home')).toBe(0);
      expect(walkTree(rows, active, 'End')).toBe(rows.length - 1);
      expect(walkTree(rows, active, 'x')).toBeNull();
    },
  );

  test.prop([treeArbitrary, fc.nat(), fc.stringMatching(/^[a-c]{1,2}$/)])(
    'finds the next row that begins with what was typed',
    (segments, seed, typed) => {
      const rows = layOutTree(segments);
      const matches = rows.flatMap((row, index) => (row.segment.excerpt.startsWith(typed) ? [index] : []));
      const active = rows.length === 0 ? 0 : seed % rows.length;
      const found = findByLetters(rows, active, typed);
      const behind = matches.filter((index) => (typed.length === 1 ? index > active : index >= active));
      expect(found).toBe(behind[0] ?? matches[0] ?? null);
    },
  );
});
