/** Acts out a behaviour on a request: what is said, in which bytes, how fast, and how it breaks. */
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from '../../src/shared/result.ts';
import {
  cutPoints,
  defaultUsage,
  textPieces,
  type Behaviour,
  type FakeReply,
  type Framing,
  type HttpFailure,
} from './behaviour.ts';
import { converseRefusal } from './converseWire.ts';
import type { FakeRequest } from './FakeRequest.ts';
import { openAiRefusal } from './openAiRefusal.ts';
import { sageMakerRefusal } from './sageMakerWire.ts';
import type { HttpAnswer, WireWriter } from './Wire.ts';

type Answer = Extract<Behaviour, { kind: 'answer' }>;

/** Every event of a whole reply, opening and terminal marker included. */
export function replyEvents(writer: WireWriter, reply: FakeReply): readonly Uint8Array[] {
  // The writers number what they write, so the order of these calls is the order on the wire.
  const events = [...writer.opening()];
  if (reply.reasoning !== undefined) events.push(...writer.delta('reasoning', reply.reasoning));
  if (reply.refusal !== undefined) events.push(...writer.delta('refusal', reply.refusal));
  else for (const piece of textPieces(reply)) events.push(...writer.delta('text', piece));
  events.push(...writer.closing(reply.finish ?? 'end', reply.usage ?? defaultUsage));
  return events;
}

/** Joins events and cuts them where the framing says. */
export function framed(events: readonly Uint8Array[], framing: Framing): readonly Uint8Array[] {
  if (framing.splitEvery === undefined && framing.splitAt === undefined && framing.tail === undefined) {
    return events;
  }
  const joined = Buffer.concat(events);
  const bytes = framing.tail === 'missing' ? withoutTail(joined) : joined;
  const points = [0, ...cutPoints(framing, bytes.length), bytes.length];
  return points.slice(1).map((end, index) => bytes.subarray(points[index], end));
}

/** Takes the last blank line off an SSE stream; a binary stream has none. */
function withoutTail(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return bytes.subarray(0, end);
}

async function playAnswer(request: FakeRequest, answer: Answer): Promise<void> {
  const writer = request.frameWith(answer.framing ?? {});
  if (answer.tokensPerSecond !== undefined) return playSlowly(request, answer, answer.tokensPerSecond);
  await request.sendHeaders();
  await request.sendAll(framed(replyEvents(writer, answer), answer.framing ?? {}));
  await request.end();
}

/** Paces by the clock, not by the piece, so that thousands of tokens a second come out right in spite of coarse timers. */
async function playSlowly(request: FakeRequest, answer: Answer, tokensPerSecond: number): Promise<void> {
  await request.open();
  if (answer.reasoning !== undefined) await request.emit({ reasoning: answer.reasoning });
  const startedAt = performance.now();
  for (const [index, piece] of textPieces(answer).entries()) {
    const early = (index / tokensPerSecond) * 1000 - (performance.now() - startedAt);
    if (early >= 1) await delay(early);
    if (!request.isOpen) return;
    await request.emit({ text: piece });
  }
  await request.finish(answer.finish ?? 'end', answer.usage ?? defaultUsage);
}

async function say(request: FakeRequest, text: string | undefined): Promise<void> {
  await request.open();
  for (const piece of textPieces(text === undefined ? {} : { text })) await request.emit({ text: piece });
}

async function stall(request: FakeRequest, behaviour: Extract<Behaviour, { kind: 'stall' }>): Promise<void> {
  if (behaviour.at === 'first-event') await request.sendHeaders();
  if (behaviour.at === 'after-text') await say(request, behaviour.text);
  await request.closed;
}

/** What the client signed in with, as far as it can be read off the request. */
function secretOf(request: FakeRequest): string {
  return (request.headers['authorization'] ?? request.headers['api-key'] ?? '').replace(/^Bearer /, '');
}

function refusal(request: FakeRequest, failure: HttpFailure, retryAfterSeconds?: number): HttpAnswer {
  const context = { model: request.model, secret: secretOf(request) };
  const bedrock = /^\/(model|foundation-models|inference-profiles)/.test(request.path);
  const answer = request.path.startsWith('/endpoints/')
    ? sageMakerRefusal(failure, context)
    : bedrock
      ? converseRefusal(failure, context)
      : openAiRefusal(failure, context);
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
}

const captivePortal: HttpAnswer = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Welcome</title><p>Sign in to the network.</p>',
};

/** Does to a request what the behaviour says. Resolves when the server has nothing more to do. */
export async function play(request: FakeRequest, behaviour: Behaviour): Promise<void> {
  switch (behaviour.kind) {
    case 'answer':
      return playAnswer(request, behaviour);
    case 'manual':
      return;
    case 'cut':
      await say(request, behaviour.text);
      request.cut();
      return;
    case 'unfinished':
      await say(request, behaviour.text);
      return request.end();
    case 'stall':
      return stall(request, behaviour);
    case 'malformed':
      await say(request, behaviour.text);
      await request.send(request.writer.malformed());
      return request.end();
    case 'error-in-stream':
      await say(request, behaviour.text);
      await request.sendAll(request.writer.failure(behaviour.failure, behaviour.form ?? 'event'));
      return request.end();
    case 'huge-event':
      await request.emit({ text: 'x'.repeat(behaviour.bytes) });
      return request.finish();
    case 'http-error':
      return request.answer(refusal(request, behaviour.failure, behaviour.retryAfterSeconds));
    case 'html':
      return request.answer(captivePortal);
    case 'redirect':
      return request.answer({
        status: behaviour.status ?? 307,
        headers: { location: behaviour.to },
        body: '',
      });
    case 'raw':
      return request.answer(behaviour);
    default:
      return assertNever(behaviour, 'behaviour');
  }
}
