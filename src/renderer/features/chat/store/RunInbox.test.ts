import { expect, test } from 'vitest';
import type { MessageId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { assistantMessage } from '../testing/messages.ts';
import type { ConversationState } from './conversationState.ts';
import { initialState } from './conversationState.ts';
import { followReply } from './liveReply.ts';
import { RunInbox } from './RunInbox.ts';

const ids = Array.from({ length: 4 }, () => newId<MessageId>());

/** An inbox of these replies, which all grow already, with its frames in the hands of the test. */
function inboxOf(growing: readonly MessageId[]) {
  const frames: (() => void)[] = [];
  let state: ConversationState = {
    ...initialState,
    live: new Map(
      growing.map((id) => {
        const parts = [{ type: 'text' as const, block: 0, text: '.' }];
        return [id, followReply(assistantMessage({ id, status: 'streaming', parts }), 0)];
      }),
    ),
  };
  const inbox = new RunInbox(
    (callback) => frames.push(callback),
    () => {
      state = inbox.applyTo(state, 'frame');
    },
  );
  return {
    say: (id: MessageId, seq: number) => {
      inbox.add(id, { seq, events: [{ type: 'text', block: 0, delta: String(seq) }] });
    },
    frame: () => {
      for (const callback of frames.splice(0)) callback();
    },
    frames,
    all: () => {
      state = inbox.applyTo(state, 'all');
    },
    texts: () => growing.map((id) => plainText(state.live.get(id)?.message.parts ?? [])),
  };
}

test('two replies grow with every frame', () => {
  const { say, frame, frames, texts } = inboxOf(ids.slice(0, 2));
  for (const id of ids.slice(0, 2)) say(id, 1);
  frame();
  expect(texts()).toEqual(['.1', '.1']);
  expect(frames).toHaveLength(0);
});

test('of four, two take turns with the other two, and none falls behind', () => {
  const { say, frame, texts } = inboxOf(ids);
  for (const id of ids) say(id, 1);
  frame();
  expect(texts()).toEqual(['.1', '.1', '.', '.']);
  for (const id of ids) say(id, 2);
  frame();
  expect(texts()).toEqual(['.1', '.1', '.12', '.12']);
  frame();
  expect(texts()).toEqual(['.12', '.12', '.12', '.12']);
});

test('asks for another frame until everybody had a turn, and then for none', () => {
  const { say, frame, frames } = inboxOf(ids);
  for (const id of ids) say(id, 1);
  frame();
  expect(frames).toHaveLength(1);
  frame();
  expect(frames).toHaveLength(0);
});

test('gives everything at once where a reply has ended', () => {
  const { say, all, texts } = inboxOf(ids);
  for (const id of ids) say(id, 1);
  all();
  expect(texts()).toEqual(['.1', '.1', '.1', '.1']);
});

test('first words wait for nobody', () => {
  const state: ConversationState = {
    ...initialState,
    live: new Map(ids.map((id) => [id, followReply(assistantMessage({ id, status: 'streaming' }))])),
  };
  const inbox = new RunInbox(
    () => undefined,
    () => undefined,
  );
  for (const id of ids) inbox.add(id, { seq: 1, events: [{ type: 'text', block: 0, delta: 'Hi' }] });
  const { live } = inbox.applyTo(state, 'frame');
  expect(ids.map((id) => plainText(live.get(id)?.message.parts ?? []))).toEqual(['Hi', 'Hi', 'Hi', 'Hi']);
});
