import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, MessageStatus } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, DeviceId, LaneId, MessageId, TurnId } from '../../shared/ids.ts';
import { emptyReply } from '../../shared/stream.ts';
import type { MessagePart } from '../../shared/stream.ts';
import { assembleContext } from './assembleContext.ts';

const common = {
  conversationId: newId<ConversationId>(),
  parentId: null,
  turnId: newId<TurnId>(),
  createdAt: 1,
  updatedAt: 1,
  deviceId: newId<DeviceId>(),
};

function said(text: string): MessagePart[] {
  return text === '' ? [] : [{ type: 'text', block: 0, text }];
}

function user(text: string): Message {
  return { ...common, id: newId<MessageId>(), role: 'user', parts: said(text) };
}

function assistant(parts: MessagePart[], status: MessageStatus = 'done'): Message {
  return {
    ...common,
    ...emptyReply,
    id: newId<MessageId>(),
    role: 'assistant',
    laneId: newId<LaneId>(),
    status,
    model: {
      connectionId: newId<ConnectionId>(),
      modelId: 'm',
      provider: 'demo',
      modelName: 'M',
      connectionName: 'C',
    },
    parts,
    error: null,
    timing: { startedAt: 1, firstDeltaAt: null, endedAt: null },
  };
}

describe('assembleContext', () => {
  it('takes the words of prompts and replies, and neither reasoning nor empty replies', () => {
    const reasoning: MessagePart = { type: 'reasoning', block: 0, kind: 'raw', text: 'hm' };
    const path = [
      user('one'),
      assistant([
        reasoning,
        { type: 'text', block: 1, text: 'first' },
        { type: 'text', block: 2, text: 'second' },
      ]),
      user('two'),
      assistant([reasoning], 'error'),
      user('three'),
    ];
    expect(assembleContext(path)).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'first\n\nsecond' },
      { role: 'user', text: 'two\n\nthree' },
    ]);
  });

  it.each(['cancelled', 'interrupted', 'error'] as const)(
    'keeps the half of a reply that was %s',
    (status) => {
      const path = [user('one'), assistant(said('half'), status), user('two')];
      expect(assembleContext(path).map(({ text }) => text)).toEqual(['one', 'half', 'two']);
    },
  );

  it('keeps a refusal, which is an answer', () => {
    const path = [user('one'), assistant([{ type: 'refusal', block: 0, text: 'No.' }]), user('two')];
    expect(assembleContext(path)[1]).toEqual({ role: 'assistant', text: 'No.' });
  });

  it('alternates, begins and ends with the user, and holds every prompt, for any path', () => {
    const message = fc.oneof(
      fc.constantFrom('', ' ', 'a', 'b').map(user),
      fc.constantFrom('', '\n', 'x', 'y').map((text) => assistant(said(text))),
    );
    fc.assert(
      fc.property(fc.array(message), (path) => {
        const context = assembleContext(path);
        context.forEach(({ role }, index) => expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant'));
        expect(context.length === 0 || context.length % 2 === 1).toBe(true);
        const prompts = path.filter(
          ({ role, parts }) => role === 'user' && (parts[0]?.text ?? '').trim() !== '',
        );
        const asked = context.filter(({ role }) => role === 'user').flatMap(({ text }) => text.split('\n\n'));
        expect(asked).toEqual(prompts.map(({ parts }) => parts[0]?.text));
      }),
    );
  });
});
