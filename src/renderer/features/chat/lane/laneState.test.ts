import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { LaneView } from '../store/conversationState.ts';
import { initialState } from '../store/conversationState.ts';
import { assistantMessage, lane, userMessage } from '../testing/messages.ts';
import { lastWordsOf, standingOf } from './laneState.ts';

function laneOf(...messages: readonly (AssistantMessage | ReturnType<typeof userMessage>)[]) {
  const view: LaneView = {
    lane: lane(),
    path: messages.map(({ id }) => ({ key: id, id, siblingIds: [id] })),
    hasMore: false,
    loadingOlder: false,
  };
  const state = { ...initialState, lanes: [view], messages: new Map(messages.map((one) => [one.id, one])) };
  return { state, view };
}

const saying = (text: string) => assistantMessage({ parts: [{ type: 'text', block: 0, text }] });

test('the last words are the end of what was said, on one line and short', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 60 }), (words) => {
      const { state, view } = laneOf(saying(words.join('\n')));
      const shown = lastWordsOf(state, view);
      expect(shown.length).toBeLessThanOrEqual(81);
      expect(words.join(' ').endsWith(shown.replace('…', ''))).toBe(true);
      expect(shown.startsWith('…')).toBe(words.join(' ').length > 80);
    }),
  );
});

test('reasoning is not among the last words', () => {
  const reply = assistantMessage({
    parts: [
      { type: 'text', block: 0, text: 'Four.' },
      { type: 'reasoning', block: 1, kind: 'raw', text: 'Was that right?' },
    ],
  });
  const { state, view } = laneOf(reply);
  expect(lastWordsOf(state, view)).toBe('Four.');
});

test.each([
  ['streaming', 'streaming'],
  ['done', 'done'],
  ['cancelled', 'stopped'],
  ['error', 'failed'],
  ['interrupted', 'interrupted'],
] as const)('a reply that is %s is said to be %s', (status, standing) => {
  const { state, view } = laneOf(userMessage('Why?'), assistantMessage({ status }));
  expect(standingOf(state, view)).toBe(standing);
});

test('a lane is empty before it is asked', () => {
  const empty = laneOf();
  expect(standingOf(empty.state, empty.view)).toBe('empty');
  const asked = laneOf(userMessage('Why?'));
  expect(standingOf(asked.state, asked.view)).toBe('asked');
});
