import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { PathItem } from '../store/conversationState.ts';
import type { TurnLane, TurnRow } from './alignTurns.ts';
import { alignTurns } from './alignTurns.ts';

/** Turn ids in the order of time. */
const turnIds = Array.from({ length: 40 }, () => newId<TurnId>()).toSorted();
const turns = new Map<MessageId, TurnId>();

function item(turn: number): PathItem {
  const id = newId<MessageId>();
  const turnId = turnIds[turn];
  if (turnId === undefined) throw new Error('There are forty turns.');
  turns.set(id, turnId);
  return { key: id, id, siblingIds: [id] };
}

function turnOf({ id }: PathItem): TurnId {
  const turn = turns.get(id);
  if (turn === undefined) throw new Error('The message has no turn.');
  return turn;
}

const toLane = (path: readonly PathItem[]): TurnLane => ({ id: newId<LaneId>(), path });

const idsOf = (items: readonly PathItem[]) => items.map(({ id }) => id);

/** What one lane shows, row by row. */
const shownIn = (rows: readonly TurnRow[], lane: number) =>
  rows.flatMap(({ shared, cells }) => [...idsOf(shared), ...idsOf(cells[lane] ?? [])]);

/** Lanes with a path in common and then turns of their own choice: all orders, or that of time. */
const lanesOf = (order: 'any' | 'time') =>
  fc
    .record({
      common: fc.uniqueArray(fc.nat(9), { maxLength: 6 }),
      own: fc.array(fc.uniqueArray(fc.integer({ min: 10, max: 39 }), { maxLength: 12 }), {
        minLength: 1,
        maxLength: 8,
      }),
      replies: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ common, own, replies }) => {
      const sorted = (list: readonly number[]) => (order === 'time' ? list.toSorted((a, b) => a - b) : list);
      const messages = (turn: number) => Array.from({ length: replies }, () => item(turn));
      const prefix = sorted(common).flatMap(messages);
      return own.map((list) => toLane([...prefix, ...sorted(list).flatMap(messages)]));
    });

describe('whatever the paths are', () => {
  test('every lane shows its messages once and in its order', () => {
    fc.assert(
      fc.property(lanesOf('any'), (lanes) => {
        const rows = alignTurns(lanes, turnOf);
        for (const [index, { path }] of lanes.entries()) expect(shownIn(rows, index)).toEqual(idsOf(path));
      }),
    );
  });

  test('a row holds one turn, and something of it; no key is given twice', () => {
    fc.assert(
      fc.property(lanesOf('any'), (lanes) => {
        const rows = alignTurns(lanes, turnOf);
        for (const { shared, cells } of rows) {
          const items = [...shared, ...cells.flatMap((cell) => cell ?? [])];
          expect(new Set(items.map(turnOf)).size).toBe(1);
          expect(cells).toHaveLength(lanes.length);
        }
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });

  test('what is shared is what all lanes have', () => {
    fc.assert(
      fc.property(lanesOf('any'), (lanes) => {
        for (const { shared } of alignTurns(lanes, turnOf)) {
          for (const { id } of shared) {
            expect(lanes.every(({ path }) => path.some((other) => other.id === id))).toBe(true);
          }
        }
      }),
    );
  });
});

test('the same turn is the same row wherever the orders of the lanes allow it', () => {
  fc.assert(
    fc.property(lanesOf('time'), (lanes) => {
      const rows = alignTurns(lanes, turnOf);
      const all = new Set(lanes.flatMap(({ path }) => path.map(turnOf)));
      expect(rows).toHaveLength(all.size);
    }),
  );
});

test('two lanes that have two turns the other way round get one row more', () => {
  const rows = alignTurns([toLane([item(1), item(2)]), toLane([item(2), item(1)])], turnOf);
  expect(rows).toHaveLength(3);
});

test('a common beginning is shown once across the lanes, a turn without a lane leaves its place empty', () => {
  const prompt = item(0);
  const replies = [item(0), item(0)];
  const only = item(1);
  const rows = alignTurns(
    replies.map((reply, index) => toLane(index === 0 ? [prompt, reply] : [prompt, reply, only])),
    turnOf,
  );
  expect(rows).toMatchObject([
    { shared: [prompt], cells: [[replies[0]], [replies[1]]] },
    { shared: [], cells: [undefined, [only]] },
  ]);
});

test('eight lanes of twenty thousand messages ask for each turn once', () => {
  const turnsOfLane = Array.from({ length: 10_000 }, () => newId<TurnId>());
  let asked = 0;
  const byId = new Map<MessageId, TurnId>();
  const long = Array.from({ length: 8 }, () =>
    toLane(
      turnsOfLane.flatMap((turnId) =>
        [newId<MessageId>(), newId<MessageId>()].map((id) => {
          byId.set(id, turnId);
          return { key: id, id, siblingIds: [id] };
        }),
      ),
    ),
  );
  const rows = alignTurns(long, ({ id }) => {
    asked += 1;
    return byId.get(id) ?? newId<TurnId>();
  });
  expect(rows).toHaveLength(10_000);
  expect(asked).toBe(8 * 20_000);
});
