import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { MessageStatus } from '../../../shared/conversation.ts';
import { errorCodes } from '../../../shared/errors.ts';
import type { JsonValue, MessagePart, StopReason } from '../../../shared/stream.ts';
import { HistoryDatabase } from '../HistoryDatabase.ts';
import { makeConversation, makeLane, makePrompt, makeReply } from '../historyFixtures.ts';
import { toMessage } from './messageRows.ts';

const text = fc.string({ unit: 'binary' });
const time = fc.nat();
const block = fc.nat(5);

const parts: fc.Arbitrary<MessagePart[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constantFrom('text' as const, 'refusal' as const), block, text }),
    fc.record({
      type: fc.constant('reasoning' as const),
      block,
      kind: fc.constantFrom('summary' as const, 'raw' as const),
      text,
    }),
  ),
  { maxLength: 4 },
);

const code = fc.constantFrom(...errorCodes);
// The values are compared as they come back from JSON, which knows no negative zero.
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);

const replyFields = fc.record(
  {
    status: fc.constantFrom<MessageStatus[]>('streaming', 'done', 'cancelled', 'error', 'interrupted'),
    parts,
    usage: fc.option(
      fc.record(
        { input: fc.nat(), output: fc.nat(), cacheRead: fc.nat(), reasoning: fc.nat() },
        { requiredKeys: ['input', 'output'] },
      ),
    ),
    stopReason: fc.option(
      fc.constantFrom<StopReason[]>('end', 'length', 'tool', 'filter', 'context', 'cancelled'),
    ),
    requestId: fc.option(fc.string()),
    servedModel: fc.option(fc.string()),
    error: fc.option(
      fc.record({
        code: fc.constantFrom(...errorCodes),
        message: text,
        retryable: fc.boolean(),
        details: fc.record({ host: fc.string(), status: fc.nat(), limit: fc.nat() }, { requiredKeys: [] }),
      }),
    ),
    timing: fc.record({ startedAt: time, firstDeltaAt: fc.option(time), endedAt: fc.option(time) }),
    createdAt: time,
    updatedAt: time,
    notices: fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('retrying' as const), attempt: fc.nat(), until: time, code }),
        fc.record({ kind: fc.constant('failed-over' as const), region: fc.string(), code }),
        fc.constant({ kind: 'signed-in-again' as const }),
      ),
    ),
    replay: fc.record({ family: fc.string({ maxLength: 100 }), modelId: fc.string(), content: json }),
    cost: fc.record({
      usd: fc.double({ min: 0, max: 1e6, noNaN: true }),
      price: fc.record({ input: fc.nat(), output: fc.nat(), source: fc.constant('catalogue' as const) }),
      estimated: fc.boolean(),
    }),
  },
  {
    requiredKeys: [
      'status',
      'parts',
      'usage',
      'stopReason',
      'requestId',
      'servedModel',
      'error',
      'timing',
      'createdAt',
      'updatedAt',
    ],
  },
);

describe('messages as rows', () => {
  test.prop([parts, replyFields, replyFields], { numRuns: 100 })(
    'come back exactly, when they are new and when they were finished',
    (promptParts, begun, finished) => {
      const database = HistoryDatabase.open({ kind: 'memory' });
      const conversation = makeConversation();
      const lane = makeLane(conversation.id);
      const prompt = makePrompt(conversation.id, null, '', { parts: promptParts });
      const reply = makeReply(lane, prompt.id, begun);
      // What a reply has had it keeps: only its end changes it.
      const { notices: _notices, replay: _replay, cost: _cost, ...bare } = reply;
      const final = { ...bare, ...finished, createdAt: reply.createdAt };
      database.createConversation(conversation, [lane]);
      database.beginTurn({
        conversationId: conversation.id,
        prompts: [prompt],
        replies: [reply],
        heads: [{ laneId: lane.id, headId: reply.id }],
      });
      expect(database.readPath(reply.id)).toEqual([prompt, reply]);
      database.finishReply(final);
      expect(database.readPath(reply.id)).toEqual([prompt, final]);
      database.close();
    },
  );

  it('are refused, without being quoted, when a row has not the right form', () => {
    const row = { id: 'no id', role: 'user', parts: '[{"type":"text","text":"private words"}]' };
    expect(() => toMessage(row)).toThrow(expect.objectContaining({ code: 'history/damaged' }));
    expect(() => toMessage({ ...row, parts: '{"private words' })).toThrow(
      expect.objectContaining({ code: 'history/damaged' }),
    );
    expect(() => toMessage(row)).not.toThrow('private words');
  });
});
