import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { emptyReply, reduceStream, type ReplyContent } from '../../../shared/stream.ts';
import { ResponsesMapper } from './ResponsesMapper.ts';

const fail = (): AppError => new AppError('provider/overloaded', 'failed');
const replayFamily = 'responses:test';
const create = (): ResponsesMapper =>
  new ResponsesMapper({ modelId: 'asked', requestId: 'req_1', replayFamily, fail });

function fold(mapper: ResponsesMapper, events: readonly unknown[]): ReplyContent {
  return events.flatMap((event) => mapper.map(event)).reduce(reduceStream, emptyReply);
}

const textDelta = (output_index: number, content_index: number, delta: string): object => ({
  type: 'response.output_text.delta',
  output_index,
  content_index,
  delta,
});

describe('ResponsesMapper', () => {
  it('keeps parts apart by output and content index, in the order in which they begin', () => {
    const reply = fold(create(), [
      { type: 'response.created', response: { model: 'served' } },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'First.' },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 1, delta: 'Second.' },
      { type: 'response.reasoning_text.delta', output_index: 1, content_index: 0, delta: 'raw' },
      textDelta(2, 0, 'Hel'),
      { type: 'response.refusal.delta', output_index: 2, content_index: 1, delta: 'No.' },
      textDelta(2, 0, 'lo'),
    ]);
    expect(reply.parts).toEqual([
      { type: 'reasoning', block: 0, kind: 'summary', text: 'First.' },
      { type: 'reasoning', block: 1, kind: 'summary', text: 'Second.' },
      { type: 'reasoning', block: 2, kind: 'raw', text: 'raw' },
      { type: 'text', block: 3, text: 'Hello' },
      { type: 'refusal', block: 4, text: 'No.' },
    ]);
    expect(reply).toMatchObject({ servedModel: 'served', requestId: 'req_1' });
  });

  it.each([
    [{ type: 'response.completed', response: { output: [{ type: 'message' }] } }, 'end'],
    [{ type: 'response.completed', response: { output: [{ type: 'function_call' }] } }, 'tool'],
    [
      { type: 'response.incomplete', response: { incomplete_details: { reason: 'max_output_tokens' } } },
      'length',
    ],
    [
      { type: 'response.incomplete', response: { incomplete_details: { reason: 'content_filter' } } },
      'filter',
    ],
    [{ type: 'response.incomplete', response: { incomplete_details: { reason: 'something new' } } }, 'end'],
    [{ type: 'response.output_text.done' }, null],
  ])('reads %j as %s', (event, reason) => {
    const mapper = create();
    mapper.map(event);
    expect(mapper.stopReason).toBe(reason);
  });

  it('throws what a failed response says', () => {
    expect(() =>
      create().map({ type: 'response.failed', response: { error: { code: 'server_error' } } }),
    ).toThrow(AppError);
  });

  it('counts cached tokens apart', () => {
    const reply = fold(create(), [
      {
        type: 'response.completed',
        response: {
          usage: {
            input_tokens: 100,
            input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
            output_tokens: 9,
            output_tokens_details: { reasoning_tokens: 4 },
          },
        },
      },
    ]);
    expect(reply.usage).toEqual({ input: 30, output: 9, cacheRead: 60, cacheWrite: 10, reasoning: 4 });
  });

  it('survives any JSON: strings stay strings, and nothing but an AppError is thrown', () => {
    const types = fc.constantFrom(
      'response.output_text.delta',
      'response.refusal.delta',
      'response.reasoning_text.delta',
      'response.completed',
      'response.failed',
      'response.something.new',
    );
    const event = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: types,
        delta: fc.jsonValue(),
        response: fc.jsonValue(),
        output_index: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        try {
          const { parts } = fold(create(), events);
          for (const part of parts) expect(typeof part.text).toBe('string');
        } catch (caught) {
          expect(caught).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
