/**
 * Chat Completions chunks → the app's events, for any server that calls itself compatible. The terminal marker is
 * `finish_reason`; a server that closes with `[DONE]` and never names a reason has said as much, so that counts as well. A
 * stream that has neither was cut. Reasoning comes as `reasoning_content`, `reasoning`, `reasoning_details` or inside the
 * text. A new block begins whenever the reply changes between reasoning, text and refusal.
 */
import type { ReplyEcho } from '../../../shared/chatQuirks.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { StopReason, Usage } from '../../../shared/stream.ts';
import { at, countAt, listAt, textAt } from '../readJson.ts';
import type { ReplyEvent, ReplyMapper } from '../streamReply.ts';
import { ReplyEchoes } from './ReplyEchoes.ts';
import { ThinkSplitter } from './ThinkSplitter.ts';

export interface ChatMapperOptions {
  /** The model that was asked for, should the server not name one. */
  readonly modelId: string;
  readonly requestId: string | undefined;
  /** What of the reply goes back with the next request; nothing unless said. */
  readonly echo?: ReplyEcho | null;
  /** Whether the stream has closed with `[DONE]`. */
  readonly sawDone: () => boolean;
  /** Classifies an error that a chunk reports. */
  readonly fail: (body: unknown) => AppError;
}

type Kind = 'text' | 'reasoning' | 'refusal';

const stopReasons: Readonly<Record<string, StopReason>> = {
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'filter',
  tool_calls: 'tool',
  function_call: 'tool',
};

/** Maps the chunks of one completion. */
export class ChatMapper implements ReplyMapper<unknown> {
  readonly #options: ChatMapperOptions;
  readonly #splitter = new ThinkSplitter();
  readonly #echoes: ReplyEchoes;
  #started = false;
  #block = -1;
  #kind: Kind | null = null;
  #calledTools = false;
  #finish: string | null = null;

  constructor(options: ChatMapperOptions) {
    this.#options = options;
    this.#echoes = new ReplyEchoes(options.echo ?? null);
  }

  get stopReason(): StopReason | null {
    if (this.#finish === null) return this.#options.sawDone() ? this.#reasonOf('stop') : null;
    return this.#reasonOf(this.#finish);
  }

  map(chunk: unknown): readonly ReplyEvent[] {
    const events = [...this.#start(chunk), ...this.#choice(at(chunk, 'choices', 0)), ...usageEvents(chunk)];
    const finish = textAt(chunk, 'choices', 0, 'finish_reason');
    if (finish === 'error') throw this.#options.fail({ error: { code: 'server_error' } });
    if (finish !== '') this.#finish = finish;
    return events;
  }

  flush(): readonly ReplyEvent[] {
    const rest = this.#splitter.flush().map(({ kind, text }) => this.#delta(kind, text));
    // Half a thought is refused when it comes back.
    const replay = this.stopReason === null ? null : this.#echoes.replay(this.#options.modelId);
    return replay === null ? rest : [...rest, { type: 'replay', replay }];
  }

  #start(chunk: unknown): readonly ReplyEvent[] {
    if (this.#started) return [];
    this.#started = true;
    const { modelId, requestId } = this.#options;
    const model = textAt(chunk, 'model') || modelId;
    return [{ type: 'start', model, ...(requestId === undefined ? {} : { requestId }) }];
  }

  #choice(choice: unknown): readonly ReplyEvent[] {
    const delta = at(choice, 'delta');
    this.#echoes.add(delta);
    if (listAt(delta, 'tool_calls').length > 0) this.#calledTools = true;
    const { reasoning, text } = spoken(delta);
    const refusal = textAt(delta, 'refusal');
    return [
      ...(reasoning === '' ? [] : [this.#delta('reasoning', reasoning)]),
      ...(text === '' ? [] : this.#splitter.push(text).map((part) => this.#delta(part.kind, part.text))),
      ...(refusal === '' ? [] : [this.#delta('refusal', refusal)]),
    ];
  }

  #delta(kind: Kind, delta: string): ReplyEvent {
    if (this.#kind !== kind) {
      this.#kind = kind;
      this.#block += 1;
    }
    const block = this.#block;
    return kind === 'reasoning' ? { type: kind, block, delta, kind: 'raw' } : { type: kind, block, delta };
  }

  /** Some servers say `stop` although the model called a tool. Reasons that nobody knows count as an end. */
  #reasonOf(finish: string): StopReason {
    if (Object.hasOwn(stopReasons, finish)) return stopReasons[finish] ?? 'end';
    return this.#calledTools ? 'tool' : 'end';
  }
}

/** What a delta says: its content may be a string or a list of parts, its reasoning may lie in three places. */
function spoken(delta: unknown): { readonly reasoning: string; readonly text: string } {
  const parts = listAt(delta, 'content');
  const inParts = parts.map((part) => textAt(part, 'text')).join('');
  const thoughtParts = parts.flatMap((part) =>
    listAt(part, 'thinking').map((piece) => textAt(piece, 'text')),
  );
  const details = listAt(delta, 'reasoning_details').map((detail) => textAt(detail, 'text'));
  return {
    reasoning:
      textAt(delta, 'reasoning_content') ||
      textAt(delta, 'reasoning') ||
      details.join('') ||
      thoughtParts.join(''),
    text: textAt(delta, 'content') || inParts,
  };
}

/** The wire counts cached tokens as prompt; ours are apart. A server may send usage with every chunk: the last one counts. */
function usageEvents(chunk: unknown): readonly ReplyEvent[] {
  const usage = at(chunk, 'usage');
  const prompt = countAt(usage, 'prompt_tokens');
  const output = countAt(usage, 'completion_tokens');
  if (prompt === undefined || output === undefined) return [];
  const cacheRead = countAt(usage, 'prompt_tokens_details', 'cached_tokens');
  const cacheWrite = countAt(usage, 'prompt_tokens_details', 'cache_write_tokens');
  const reasoning = countAt(usage, 'completion_tokens_details', 'reasoning_tokens');
  const counted: Usage = {
    input: Math.max(prompt - (cacheRead ?? 0) - (cacheWrite ?? 0), 0),
    output,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
  return [{ type: 'usage', usage: counted }];
}
