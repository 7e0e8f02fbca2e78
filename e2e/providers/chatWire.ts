/**
 * Chat Completions as a stream: unnamed chunks, `finish_reason` as the terminal marker, usage in a chunk of its own when it
 * was asked for, and `[DONE]` at the very end.
 */
import type { FakeUsage, Finish, Framing } from './behaviour.ts';
import { SseEncoder, sseHeaders } from './sse.ts';
import type { DeltaKind, ReplyIdentity, WireWriter } from './Wire.ts';

const finishReasons: Readonly<Record<Finish, string>> = {
  end: 'stop',
  length: 'length',
  filter: 'content_filter',
  tool: 'tool_calls',
  context: 'length',
};

const deltaFields = { text: 'content', reasoning: 'reasoning_content', refusal: 'refusal' } as const;

/** The usage object of a chunk. Prompt tokens count cached ones, completion tokens count reasoning. */
function chatUsage(usage: FakeUsage): object {
  const prompt = usage.input + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
  return {
    prompt_tokens: prompt,
    completion_tokens: usage.output,
    total_tokens: prompt + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cacheRead ?? 0, cache_write_tokens: usage.cacheWrite ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
  };
}

/** Writes one Chat Completions reply. */
export class ChatWriter implements WireWriter {
  readonly headers = sseHeaders;
  readonly #sse: SseEncoder;
  readonly #identity: ReplyIdentity;
  readonly #tail: 'sent' | 'missing';
  readonly #usage: 'asked' | 'not-asked';

  constructor(identity: ReplyIdentity, framing: Framing, usage: 'asked' | 'not-asked') {
    this.#identity = identity;
    this.#sse = new SseEncoder(framing);
    this.#tail = framing.tail ?? 'sent';
    this.#usage = usage;
  }

  opening(): readonly Uint8Array[] {
    return [this.#choice({ role: 'assistant', content: '' }, null)];
  }

  delta(kind: DeltaKind, text: string): readonly Uint8Array[] {
    return [this.#choice({ [deltaFields[kind]]: text }, null)];
  }

  closing(finish: Finish, usage: FakeUsage): readonly Uint8Array[] {
    const usageChunk = this.#usage === 'asked' ? [this.#chunk([], { usage: chatUsage(usage) })] : [];
    const done = this.#tail === 'missing' ? [] : [this.#sse.event('[DONE]')];
    return [this.#choice({}, finishReasons[finish]), ...usageChunk, ...done];
  }

  failure(kind: 'overloaded' | 'rate-limited' | 'context-too-long'): readonly Uint8Array[] {
    const error = {
      overloaded: { message: 'The server is overloaded.', type: 'server_error', code: 503 },
      'rate-limited': { message: 'Rate limit reached.', type: 'requests', code: 'rate_limit_exceeded' },
      'context-too-long': {
        message: 'This request exceeds the context.',
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
      },
    }[kind];
    return [this.#sse.event(JSON.stringify({ error }))];
  }

  malformed(): Uint8Array {
    return this.#sse.event('{"id":"chatcmpl-broken","choices":[{"delta":');
  }

  #choice(delta: object, finish_reason: string | null): Uint8Array {
    return this.#chunk([{ index: 0, delta, logprobs: null, finish_reason }], {});
  }

  #chunk(choices: readonly object[], more: object): Uint8Array {
    const { id, model } = this.#identity;
    const chunk = { id, object: 'chat.completion.chunk', created: 1_790_000_000, model, choices, ...more };
    return this.#sse.event(JSON.stringify(chunk));
  }
}
