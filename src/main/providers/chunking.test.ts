/** The grammar of both OpenAI wires under a thousand ways to cut their bytes, without a network in between. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultUsage } from '../../../e2e/providers/behaviour.ts';
import { ChatWriter } from '../../../e2e/providers/chatWire.ts';
import { ResponsesWriter } from '../../../e2e/providers/responsesWire.ts';
import type { WireWriter } from '../../../e2e/providers/Wire.ts';
import { AppError } from '../../shared/errors.ts';
import { emptyReply, reduceStream, type StreamEvent } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { ChatMapper } from './chatCompletions/ChatMapper.ts';
import { guardBody } from './guardBody.ts';
import { loadOpenAiSdk } from './openai/openAiClient.ts';
import { ResponsesMapper } from './openai/ResponsesMapper.ts';
import { streamReply, type ReplyMapper } from './streamReply.ts';

const fail = (): AppError => new AppError('provider/overloaded', 'failed');
const modelId = 'fake';
const requestId = undefined;
const identity = { id: 'fake_1', model: modelId };
const text = 'Naïve café 👩‍🚀 日本 "\\ \r\n data: [DONE] <b>';

interface Wire {
  readonly writer: () => WireWriter;
  readonly mapper: (sawDone: () => boolean) => ReplyMapper<unknown>;
}

const wires: Readonly<Record<'responses' | 'chat', Wire>> = {
  responses: {
    writer: () => new ResponsesWriter(identity, {}),
    mapper: () => new ResponsesMapper({ modelId, requestId, replayFamily: 'responses:test', fail }),
  },
  chat: {
    writer: () => new ChatWriter(identity, {}, 'asked'),
    mapper: (sawDone) => new ChatMapper({ modelId, requestId, sawDone, fail }),
  },
};

function bytesOf(writer: WireWriter): Uint8Array {
  return Buffer.concat([
    ...writer.opening(),
    ...writer.delta('reasoning', 'Let me think: 思考'),
    ...[...text].flatMap((character) => writer.delta('text', character)),
    ...writer.closing('end', defaultUsage),
  ]);
}

function cut(bytes: Uint8Array, points: readonly number[]): ReadableStream<Uint8Array> {
  const ends = [...new Set(points.map((point) => point % bytes.length)), bytes.length].toSorted(
    (a, b) => a - b,
  );
  return new ReadableStream({
    start(controller) {
      ends.forEach((end, index) => {
        const chunk = bytes.subarray(ends[index - 1] ?? 0, end);
        if (chunk.length > 0) controller.enqueue(chunk);
      });
      controller.close();
    },
  });
}

describe.each(Object.entries(wires))('the %s wire', (_, { writer, mapper }) => {
  it('tells the same story however its bytes are cut', async () => {
    const sdk = await loadOpenAiSdk();
    const bytes = bytesOf(writer());
    const read = async (points: readonly number[]): Promise<readonly StreamEvent[]> => {
      const events: StreamEvent[] = [];
      const reply = streamReply<unknown>({
        clock: new ManualClock(),
        patience: { firstEventMs: null, betweenEventsMs: null },
        signal: new AbortController().signal,
        modelId,
        toAppError: fail,
        open: async (watch) => {
          const { body, sawDone } = guardBody(cut(bytes, points), watch.alive);
          const chunks = sdk.Stream.fromSSEResponse<unknown>(new Response(body), new AbortController());
          return { chunks, mapper: mapper(sawDone) };
        },
      });
      for await (const event of reply) events.push(event);
      return events;
    };
    const whole = await read([]);
    const said = whole.reduce(reduceStream, emptyReply);
    expect(said.parts.map((part) => part.text)).toEqual(['Let me think: 思考', text]);
    expect(said.stopReason).toBe('end');
    const points = fc.array(fc.nat(bytes.length), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(points, async (cuts) => {
        expect(await read(cuts)).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });
});
