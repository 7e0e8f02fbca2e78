/**
 * OpenAI's Responses API as a stream: named events, numbered, every part opened and closed, and the whole response repeated
 * in the terminal event. There is no `[DONE]`.
 */
import type { FakeUsage, Finish, Framing } from './behaviour.ts';
import { SseEncoder, sseHeaders } from './sse.ts';
import type { DeltaKind, ReplyIdentity, WireWriter } from './Wire.ts';

const inStreamErrors = {
  overloaded: { code: 'server_error', message: 'The server is overloaded.' },
  'rate-limited': { code: 'rate_limit_exceeded', message: 'Rate limit reached.' },
  'context-too-long': { code: 'context_length_exceeded', message: 'Your input exceeds the context window.' },
} as const;

const partTypes = { text: 'output_text', refusal: 'refusal', reasoning: 'summary_text' } as const;

/** The usage object of a response. Input counts cached tokens, output counts reasoning. */
function responsesUsage(usage: FakeUsage): object {
  const input = usage.input + (usage.cacheRead ?? 0) + (usage.cacheWrite ?? 0);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: usage.cacheRead ?? 0, cache_write_tokens: usage.cacheWrite ?? 0 },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
    total_tokens: input + usage.output,
  };
}

interface OpenItem {
  readonly kind: DeltaKind;
  readonly id: string;
  text: string;
}

/** Writes one Responses reply. */
export class ResponsesWriter implements WireWriter {
  readonly headers = sseHeaders;
  readonly #sse: SseEncoder;
  readonly #identity: ReplyIdentity;
  readonly #output: object[] = [];
  #item: OpenItem | null = null;
  #sequence = 0;

  constructor(identity: ReplyIdentity, framing: Framing) {
    this.#identity = identity;
    this.#sse = new SseEncoder(framing);
  }

  opening(): readonly Uint8Array[] {
    const response = this.#response('in_progress');
    return [this.#event('response.created', { response }), this.#event('response.in_progress', { response })];
  }

  delta(kind: DeltaKind, text: string): readonly Uint8Array[] {
    const opened: Uint8Array[] = [];
    if (this.#item?.kind !== kind) opened.push(...this.#closeItem(), ...this.#openItem(kind));
    const item = this.#item;
    if (item === null) return opened;
    item.text += text;
    const type = {
      text: 'response.output_text.delta',
      refusal: 'response.refusal.delta',
      reasoning: 'response.reasoning_summary_text.delta',
    }[kind];
    return [...opened, this.#event(type, { ...this.#place(item), delta: text })];
  }

  closing(finish: Finish, usage: FakeUsage): readonly Uint8Array[] {
    const closed = this.#closeItem();
    const done = finish === 'end' || finish === 'tool';
    const response = {
      ...this.#response(done ? 'completed' : 'incomplete'),
      usage: responsesUsage(usage),
      incomplete_details: done
        ? null
        : { reason: finish === 'filter' ? 'content_filter' : 'max_output_tokens' },
    };
    return [...closed, this.#event(done ? 'response.completed' : 'response.incomplete', { response })];
  }

  failure(kind: keyof typeof inStreamErrors, form: 'event' | 'failed'): readonly Uint8Array[] {
    const error = inStreamErrors[kind];
    if (form === 'event') return [this.#event('error', { ...error, param: null })];
    return [this.#event('response.failed', { response: { ...this.#response('failed'), error } })];
  }

  malformed(): Uint8Array {
    return this.#sse.event('{"type":"response.output_text.delta","delta":', 'response.output_text.delta');
  }

  #event(type: string, fields: object): Uint8Array {
    const sequence_number = this.#sequence++;
    return this.#sse.event(JSON.stringify({ type, sequence_number, ...fields }), type);
  }

  #response(status: string): object {
    return {
      id: this.#identity.id,
      object: 'response',
      created_at: 1_790_000_000,
      status,
      error: null,
      incomplete_details: null,
      model: this.#identity.model,
      output: this.#output,
      store: false,
      usage: null,
    };
  }

  #place(item: OpenItem): object {
    const index = item.kind === 'reasoning' ? { summary_index: 0 } : { content_index: 0 };
    return { item_id: item.id, output_index: this.#output.length, ...index };
  }

  #openItem(kind: DeltaKind): readonly Uint8Array[] {
    const reasoning = kind === 'reasoning';
    const item = { kind, id: `${reasoning ? 'rs' : 'msg'}_${String(this.#output.length + 1)}`, text: '' };
    this.#item = item;
    const output_index = this.#output.length;
    const shell = reasoning
      ? { id: item.id, type: 'reasoning', summary: [] }
      : { id: item.id, type: 'message', status: 'in_progress', role: 'assistant', content: [] };
    return [
      this.#event('response.output_item.added', { output_index, item: shell }),
      this.#event(reasoning ? 'response.reasoning_summary_part.added' : 'response.content_part.added', {
        ...this.#place(item),
        part: this.#part(item),
      }),
    ];
  }

  #part(item: OpenItem): object {
    if (item.kind === 'refusal') return { type: 'refusal', refusal: item.text };
    const annotations = item.kind === 'text' ? { annotations: [] } : {};
    return { type: partTypes[item.kind], text: item.text, ...annotations };
  }

  #closeItem(): readonly Uint8Array[] {
    const item = this.#item;
    if (item === null) return [];
    this.#item = null;
    const place = this.#place(item);
    const part = this.#part(item);
    const output_index = this.#output.length;
    if (item.kind === 'reasoning') {
      const whole = { id: item.id, type: 'reasoning', summary: [part], encrypted_content: 'ZmFrZQ==' };
      const events = [
        this.#event('response.reasoning_summary_text.done', { ...place, text: item.text }),
        this.#event('response.reasoning_summary_part.done', { ...place, part }),
        this.#event('response.output_item.done', { output_index, item: whole }),
      ];
      this.#output.push(whole);
      return events;
    }
    const whole = {
      id: item.id,
      type: 'message',
      status: 'completed',
      role: 'assistant',
      content: [part],
    };
    const done =
      item.kind === 'refusal'
        ? this.#event('response.refusal.done', { ...place, refusal: item.text })
        : this.#event('response.output_text.done', { ...place, text: item.text });
    const events = [
      done,
      this.#event('response.content_part.done', { ...place, part }),
      this.#event('response.output_item.done', { output_index, item: whole }),
    ];
    this.#output.push(whole);
    return events;
  }
}
