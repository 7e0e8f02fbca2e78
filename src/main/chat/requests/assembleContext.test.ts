import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, MessageStatus } from '../../../shared/conversation.ts';
import { newId } from '../../../shared/ids.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  TurnId,
} from '../../../shared/ids.ts';
import { emptyReply } from '../../../shared/stream.ts';
import type { MessagePart } from '../../../shared/stream.ts';
import { assembleContext, withoutFiles } from './assembleContext.ts';
import type { ContextTarget } from './assembleContext.ts';

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

/** The context without the ids that are new in every run. */
function contextOf(path: readonly Message[], target?: ContextTarget) {
  return assembleContext(path.map(withoutFiles), target).map(({ firstId: _id, ...message }) => message);
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
    expect(contextOf(path)).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'first\n\nsecond' },
      { role: 'user', text: 'two\n\nthree' },
    ]);
  });

  it.each(['cancelled', 'interrupted', 'error'] as const)(
    'keeps the half of a reply that was %s',
    (status) => {
      const path = [user('one'), assistant(said('half'), status), user('two')];
      expect(contextOf(path).map(({ text }) => text)).toEqual(['one', 'half', 'two']);
    },
  );

  it('keeps a refusal, which is an answer', () => {
    const path = [user('one'), assistant([{ type: 'refusal', block: 0, text: 'No.' }]), user('two')];
    expect(contextOf(path)[1]).toEqual({ role: 'assistant', text: 'No.' });
  });

  it('puts what files have become before the words, and lets a file stand alone', () => {
    const file = { kind: 'image', name: 'a.png', mediaType: 'image/png', data: new Uint8Array([1]) } as const;
    const [first, last] = [user('look'), user('')];
    const path = [
      { message: first, fileText: 'notes.txt: hi', attachments: [] },
      withoutFiles(assistant(said('seen'))),
      { message: last, fileText: '', attachments: [file] },
    ];
    expect(assembleContext(path)).toMatchObject([
      { text: 'notes.txt: hi\n\nlook', firstId: first.id },
      { text: 'seen' },
      { text: '', attachments: [file], firstId: last.id },
    ]);
  });

  it('sends a reply in its own form only to the family and model that made it', () => {
    const replay = { family: 'converse:anthropic', modelId: 'claude', content: [{ signature: 's' }] };
    const withReplay = (status: MessageStatus): Message => {
      const reply = assistant(said('thought'), status);
      return reply.role === 'assistant' ? { ...reply, replay } : reply;
    };
    const path = [user('one'), withReplay('done'), user('two')];
    const same = { replayFamily: 'converse:anthropic', modelId: 'claude' };
    expect(contextOf(path, same)[1]).toEqual({ role: 'assistant', text: 'thought', replay });
    expect(contextOf(path, { ...same, modelId: 'other' })[1]).not.toHaveProperty('replay');
    expect(contextOf(path, { ...same, replayFamily: null })[1]).not.toHaveProperty('replay');
    expect(contextOf([user('one'), withReplay('cancelled'), user('two')], same)[1]).not.toHaveProperty(
      'replay',
    );
    // Two replies in a row have become one message, which no provider has said like that.
    const doubled = [user('one'), withReplay('done'), assistant(said('more')), user('two')];
    expect(contextOf(doubled, same)[1]).toEqual({ role: 'assistant', text: 'thought\n\nmore' });
  });

  it('alternates, begins and ends with the user, and holds every prompt, for any path', () => {
    const message = fc.oneof(
      fc.constantFrom('', ' ', 'a', 'b').map(user),
      fc.constantFrom('', '\n', 'x', 'y').map((text) => assistant(said(text))),
    );
    fc.assert(
      fc.property(fc.array(message), (path) => {
        const context = contextOf(path);
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
