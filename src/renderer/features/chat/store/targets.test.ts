import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import { lane } from '../testing/messages.ts';
import type { ConversationState } from './conversationState.ts';
import { initialState, withoutLane } from './conversationState.ts';
import { targetAll, targetedLanes, targetOnly, toggleTarget } from './targets.ts';

const ids = Array.from({ length: 8 }, () => newId<LaneId>());

function stateOf(count: number): ConversationState {
  return {
    ...initialState,
    lanes: ids.slice(0, count).map((id, position) => ({
      lane: lane({ id, position }),
      path: [],
      hasMore: false,
      loadingOlder: false,
    })),
  };
}

const targeted = (state: ConversationState) => targetedLanes(state).map((view) => view.lane.id);

type Step =
  { readonly kind: 'toggle' | 'only' | 'remove'; readonly index: number } | { readonly kind: 'all' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('toggle', 'only', 'remove'), index: fc.nat(7) }),
  fc.constant({ kind: 'all' } as const),
);

function apply(state: ConversationState, deed: Step): ConversationState {
  if (deed.kind === 'all') return targetAll(state);
  const id = state.lanes[deed.index]?.lane.id;
  if (id === undefined) return state;
  if (deed.kind === 'toggle') return toggleTarget(state, id);
  if (deed.kind === 'only') return targetOnly(state, id);
  return state.lanes.length === 1 ? state : withoutLane(state, id);
}

test('whatever is clicked, somebody answers, and only who is on the screen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step, { maxLength: 30 }), (count, steps) => {
      const end = steps.reduce(apply, stateOf(count));
      const shown = end.lanes.map((view) => view.lane.id);
      expect(targeted(end).length).toBeGreaterThan(0);
      expect(shown).toEqual(expect.arrayContaining(targeted(end)));
      expect(targeted(end)).toEqual(shown.filter((id) => targeted(end).includes(id)));
      expect(targeted(targetAll(end))).toEqual(shown);
    }),
  );
});

test('a click leaves a lane out, a second one takes it in again', () => {
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('There are eight lanes.');
  const left = toggleTarget(stateOf(2), first);
  expect(targeted(left)).toEqual([second]);
  expect(targeted(toggleTarget(left, second))).toEqual([second]);
  expect(targeted(toggleTarget(left, first))).toEqual([first, second]);
});
