import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { emptyReply, reduceStream, type ReplyContent } from '../../../shared/stream.ts';
import { ChatMapper } from './ChatMapper.ts';

const fail = (): AppError => new AppError('provider/overloaded', 'failed');

function create(sawDone = false): ChatMapper {
  return new ChatMapper({ modelId: 'asked', requestId: undefined, sawDone: () => sawDone, fail });
}

function fold(mapper: ChatMapper, chunks: readonly unknown[]): ReplyContent {
  return [...chunks.flatMap((chunk) => mapper.map(chunk)), ...mapper.flush()].reduce(
    reduceStream,
    emptyReply,
  );
}

const delta = (fields: object, finish_reason: string | null = null): object => ({
  model: 'served',
  choices: [{ index: 0, delta: fields, finish_reason }],
});

describe('ChatMapper', () => {
  it.each([
    [{ content: 'Hi' }, [{ type: 'text', block: 0, text: 'Hi' }]],
    [{ content: [{ type: 'text', text: 'Hi' }] }, [{ type: 'text', block: 0, text: 'Hi' }]],
    [{ content: null }, []],
    [{ content: '' }, []],
    [{}, []],
    [{ reasoning_content: 'Hm' }, [{ type: 'reasoning', block: 0, kind: 'raw', text: 'Hm' }]],
    [{ reasoning: 'Hm', content: '' }, [{ type: 'reasoning', block: 0, kind: 'raw', text: 'Hm' }]],
    [{ reasoning_details: [{ text: 'Hm' }] }, [{ type: 'reasoning', block: 0, kind: 'raw', text: 'Hm' }]],
    [
      { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] },
      [{ type: 'reasoning', block: 0, kind: 'raw', text: 'Hm' }],
    ],
    [{ refusal: 'No.' }, [{ type: 'refusal', block: 0, text: 'No.' }]],
    [
      { content: '<think>Hm</think>\n\nHi' },
      [
        { type: 'reasoning', block: 0, kind: 'raw', text: 'Hm' },
        { type: 'text', block: 1, text: 'Hi' },
      ],
    ],
    [{ content: '<thi' }, [{ type: 'text', block: 0, text: '<thi' }]],
  ])('hears what %j says', (fields, parts) => {
    expect(fold(create(), [delta(fields)]).parts).toEqual(parts);
  });

  it('begins a new block where reasoning and text take turns', () => {
    const reply = fold(create(), [
      delta({ reasoning: 'a' }),
      delta({ content: 'b' }),
      delta({ content: '' }),
      delta({ content: 'c' }),
      delta({ reasoning: 'd' }),
    ]);
    expect(reply.parts.map((part) => [part.block, part.text])).toEqual([
      [0, 'a'],
      [1, 'bc'],
      [2, 'd'],
    ]);
  });

  it.each([
    ['stop', 'end'],
    ['length', 'length'],
    ['content_filter', 'filter'],
    ['tool_calls', 'tool'],
    ['function_call', 'tool'],
    ['constructor', 'end'],
  ])('reads finish_reason %s as %s', (finish, reason) => {
    const mapper = create();
    mapper.map(delta({}, finish));
    expect(mapper.stopReason).toBe(reason);
  });

  it('takes a stop after a tool call for a tool call', () => {
    const mapper = create();
    mapper.map(delta({ tool_calls: [{ index: 0 }] }));
    mapper.map(delta({}, 'stop'));
    expect(mapper.stopReason).toBe('tool');
  });

  it('takes [DONE] for an end where no reason was ever named, and nothing for none', () => {
    for (const sawDone of [true, false]) {
      const mapper = create(sawDone);
      mapper.map(delta({ content: 'Hi' }));
      expect(mapper.stopReason).toBe(sawDone ? 'end' : null);
    }
  });

  it('throws where the server gave up', () => {
    expect(() => create().map(delta({}, 'error'))).toThrow(AppError);
  });

  it('takes the last usage of several, with cached tokens apart', () => {
    const usage = (completion_tokens: number): object => ({
      choices: [],
      usage: { prompt_tokens: 50, completion_tokens, prompt_tokens_details: { cached_tokens: 20 } },
    });
    expect(fold(create(), [usage(1), usage(2), { usage: null }]).usage).toEqual({
      input: 30,
      output: 2,
      cacheRead: 20,
    });
  });

  it('survives any JSON: strings stay strings, and nothing but an AppError is thrown', () => {
    const fields = fc.record(
      {
        content: fc.jsonValue(),
        reasoning: fc.jsonValue(),
        tool_calls: fc.jsonValue(),
        refusal: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const chunk = fc.oneof(
      fc.jsonValue(),
      fc.record({
        choices: fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ delta: fields, finish_reason: fc.jsonValue() })),
        ),
        usage: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(fc.array(chunk), (chunks) => {
        try {
          for (const part of fold(create(), chunks).parts) expect(typeof part.text).toBe('string');
        } catch (caught) {
          expect(caught).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
