import { fc, test } from '@fast-check/vitest';
import type { ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import { describe, expect } from 'vitest';
import { emptyReply, reduceStream } from '../../../shared/stream.ts';
import type { ReplyContent, StreamEvent } from '../../../shared/stream.ts';
import { ConverseMapper, toUsage } from './converseMapper.ts';

const text = (contentBlockIndex: number, delta: string): ConverseStreamOutput => ({
  contentBlockDelta: { contentBlockIndex, delta: { text: delta } },
});
const thought = (contentBlockIndex: number, delta: string): ConverseStreamOutput => ({
  contentBlockDelta: { contentBlockIndex, delta: { reasoningContent: { text: delta } } },
});
const stop = (stopReason: string): ConverseStreamOutput => ({
  // A reason that is newer than the SDK passes through it as it is.
  messageStop: JSON.parse(JSON.stringify({ stopReason })),
});
const metadata: ConverseStreamOutput = {
  metadata: {
    usage: {
      inputTokens: 30,
      outputTokens: 7,
      totalTokens: 52,
      cacheReadInputTokens: 10,
      cacheWriteInputTokens: 5,
    },
    metrics: { latencyMs: 12 },
  },
};

function mapAll(chunks: readonly ConverseStreamOutput[]): {
  readonly events: readonly StreamEvent[];
  readonly reply: ReplyContent;
  readonly mapper: ConverseMapper;
} {
  const mapper = new ConverseMapper({ modelId: 'vendor.model', requestId: 'req-1' });
  const events = chunks.flatMap((chunk) => mapper.map(chunk));
  return { events, reply: events.reduce<ReplyContent>(reduceStream, emptyReply), mapper };
}

test('a whole reply: reasoning, text, stop reason, and the usage that comes after it', () => {
  const { events, reply, mapper } = mapAll([
    { messageStart: { role: 'assistant' } },
    thought(0, 'Let me '),
    thought(0, 'see.'),
    { contentBlockDelta: { contentBlockIndex: 0, delta: { reasoningContent: { signature: 'c2ln' } } } },
    { contentBlockStop: { contentBlockIndex: 0 } },
    text(1, 'Hel'),
    text(1, 'lo'),
    { contentBlockStop: { contentBlockIndex: 1 } },
    stop('end_turn'),
    metadata,
  ]);
  expect(reply).toEqual({
    servedModel: 'vendor.model',
    requestId: 'req-1',
    parts: [
      { type: 'reasoning', block: 0, kind: 'raw', text: 'Let me see.' },
      { type: 'text', block: 1, text: 'Hello' },
    ],
    usage: { input: 30, output: 7, cacheRead: 10, cacheWrite: 5 },
    stopReason: null,
  });
  expect(mapper.stopReason).toBe('end');
  expect(events.at(-1)?.type).toBe('usage');
});

test.each([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'context'],
  ['tool_use', 'tool'],
  ['malformed_tool_use', 'tool'],
  ['guardrail_intervened', 'filter'],
  ['content_filtered', 'filter'],
  ['malformed_model_output', 'end'],
  ['a_reason_of_2031', 'end'],
])('stop reason %s is %s', (wire, ours) => {
  expect(mapAll([stop(wire)]).mapper.stopReason).toBe(ours);
});

test('without messageStop there is no stop reason, however the stream ended', () => {
  expect(mapAll([text(0, 'Hel'), metadata]).mapper.stopReason).toBeNull();
});

test('blocks are numbered in the order in which they began, whatever their indices', () => {
  const { reply } = mapAll([text(7, 'a'), thought(3, 'b'), text(7, 'c')]);
  expect(reply.parts.map(({ block, text: said }) => [block, said])).toEqual([
    [0, 'ac'],
    [1, 'b'],
  ]);
});

test('tokens that were written to the cache count, also where only their details say so', () => {
  expect(
    toUsage({
      inputTokens: 1,
      outputTokens: 2,
      cacheDetails: [
        { ttl: '5m', inputTokens: 30 },
        { ttl: '1h', inputTokens: 12 },
      ],
    }),
  ).toEqual({ input: 1, output: 2, cacheWrite: 42 });
});

describe('what comes when the reply is over', () => {
  const signature: ConverseStreamOutput = {
    contentBlockDelta: { contentBlockIndex: 0, delta: { reasoningContent: { signature: 'c2ln' } } },
  };
  const flushed = (chunks: readonly ConverseStreamOutput[]): readonly StreamEvent[] =>
    mapAll(chunks).mapper.flush();

  test('is the reply in its own form, where it was signed', () => {
    expect(flushed([thought(0, 'Hm.'), signature, text(1, 'Yes.'), stop('end_turn')])).toEqual([
      {
        type: 'replay',
        replay: {
          family: 'converse:vendor',
          modelId: 'vendor.model',
          content: [
            { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'c2ln' } } },
            { text: 'Yes.' },
          ],
        },
      },
    ]);
    expect(flushed([thought(0, 'Hm.'), text(1, 'Yes.'), stop('end_turn')])).toEqual([]);
  });

  test('is nothing for half a reply', () => {
    expect(flushed([thought(0, 'Hm.'), signature, text(1, 'Ye')])).toEqual([]);
  });

  test('is what a guardrail found, without the words that it held back', () => {
    const trace = {
      guardrail: {
        modelOutput: ['held back'],
        actionReason: 'Guardrail blocked.',
        inputAssessment: { 'gr-1': { topicPolicy: { topics: [] } } },
      },
    };
    const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
    const chunks = [
      text(0, 'No.'),
      stop('guardrail_intervened'),
      { metadata: { usage, metrics: { latencyMs: 1 }, trace } },
    ];
    const [event] = flushed(chunks);
    expect(event).toMatchObject({ type: 'notice', notice: { kind: 'guardrail' } });
    expect(JSON.stringify(event)).toContain('Guardrail blocked.');
    expect(JSON.stringify(event)).not.toContain('held back');
    expect(flushed([text(0, 'No.'), stop('guardrail_intervened')])).toEqual([
      { type: 'notice', notice: { kind: 'guardrail' } },
    ]);
  });
});

test('usage without a cache has no fields for one', () => {
  expect(toUsage({ inputTokens: 3, outputTokens: 4, cacheReadInputTokens: 0 })).toEqual({
    input: 3,
    output: 4,
  });
  expect(toUsage({})).toEqual({ input: 0, output: 0 });
});

const anyChunk: fc.Arbitrary<ConverseStreamOutput> = fc.oneof(
  fc.record({ index: fc.nat(4), delta: fc.string() }).map(({ index, delta }) => text(index, delta)),
  fc.record({ index: fc.nat(4), delta: fc.string() }).map(({ index, delta }) => thought(index, delta)),
  fc.constantFrom<ConverseStreamOutput>(
    { messageStart: { role: 'assistant' } },
    { contentBlockStart: { contentBlockIndex: 0, start: { toolUse: { toolUseId: 't', name: 'n' } } } },
    { contentBlockDelta: { contentBlockIndex: 0, delta: { toolUse: { input: '{' } } } },
    {
      contentBlockDelta: {
        contentBlockIndex: 0,
        delta: { reasoningContent: { redactedContent: new Uint8Array(3) } },
      },
    },
    { contentBlockDelta: { contentBlockIndex: 0, delta: undefined } },
    { contentBlockStop: { contentBlockIndex: 0 } },
    { $unknown: ['newcomer', {}] },
    metadata,
    stop('end_turn'),
  ),
);

test.prop([fc.array(anyChunk)])(
  'any chunks: one start and it is first, no stop, and no word is lost',
  (chunks) => {
    const { events, reply } = mapAll(chunks);
    expect(events.filter(({ type }) => type === 'start')).toHaveLength(chunks.length === 0 ? 0 : 1);
    if (events.length > 0) expect(events[0]?.type).toBe('start');
    expect(events.some(({ type }) => type === 'stop')).toBe(false);
    const sent = chunks.map(({ contentBlockDelta }) => contentBlockDelta?.delta?.text ?? '').join('').length;
    const kept = reply.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('').length;
    expect(kept).toBe(sent);
  },
);
