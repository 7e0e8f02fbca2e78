import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ChatRequest, ContextMessage } from '../ChatProvider.ts';
import { toConverseRequest } from './converseRequest.ts';
import type { ConverseTarget } from './converseRequest.ts';

const user = (text: string): ContextMessage => ({ role: 'user', text });
const assistant = (text: string): ContextMessage => ({ role: 'assistant', text });
const target: ConverseTarget = { connection: { region: 'us-east-1' } };
const inputOf = (request: Partial<ChatRequest>, changed: Partial<ConverseTarget> = {}) =>
  toConverseRequest({ modelId: 'm', messages: [user('Hello?')], ...request }, { ...target, ...changed })
    .input;
const sent = (messages: readonly ContextMessage[]) => inputOf({ messages }).messages ?? [];

test('sends the path as it is, and no parameter of its own', () => {
  expect(inputOf({ modelId: 'us.vendor.model', messages: [user('a'), assistant('b'), user('c')] })).toEqual({
    modelId: 'us.vendor.model',
    messages: [
      { role: 'user', content: [{ text: 'a' }] },
      { role: 'assistant', content: [{ text: 'b' }] },
      { role: 'user', content: [{ text: 'c' }] },
    ],
  });
});

test('a reply that failed before its first word leaves two prompts, which become one message', () => {
  expect(sent([user('a'), assistant(' '), user('b')])).toEqual([
    { role: 'user', content: [{ text: 'a' }, { text: 'b' }] },
  ]);
});

const anyMessage = fc.record({
  role: fc.constantFrom('user' as const, 'assistant' as const),
  text: fc.oneof(fc.string(), fc.constantFrom('', ' ', '\n')),
});

test.prop([fc.array(anyMessage)])('roles alternate, a user begins, and no text is blank', (messages) => {
  const result = sent(messages);
  result.forEach(({ role, content }, index) => {
    expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant');
    expect(content?.every((block) => block.text !== undefined && block.text.trim() !== '')).toBe(true);
  });
});

test.prop([fc.array(anyMessage)])('no word of a user is lost', (messages) => {
  const words = sent(messages).flatMap(({ role, content }) =>
    role === 'user' ? (content ?? []).map((block) => block.text) : [],
  );
  expect(words).toEqual(
    messages.filter(({ role, text }) => role === 'user' && text.trim() !== '').map(({ text }) => text),
  );
});
