/**
 * From the chunks of ConverseStream to the app's events. Pure: no I/O, no clock; the state of one reply is the mapper's own.
 * Two habits of the wire decide its shape. Text and reasoning have no block start, so a part begins with its first delta. And
 * `messageStop` is the terminal marker, but `metadata` with the usage and the guardrail's trace comes after it: the reason is
 * remembered, and the stream is read to its end.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
import type {
  ContentBlockDelta,
  ConverseStreamOutput,
  GuardrailTraceAssessment,
  TokenUsage,
} from '@aws-sdk/client-bedrock-runtime';
import type { StopReason, Usage } from '../../../shared/stream.ts';
import type { ReplyEvent, ReplyMapper } from '../streamReply.ts';
import { ReplayCollector } from './converseReplay.ts';

const stopReasons: ReadonlyMap<string | undefined, StopReason> = new Map([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'context'],
  ['tool_use', 'tool'],
  ['malformed_tool_use', 'tool'],
  ['guardrail_intervened', 'filter'],
  ['content_filtered', 'filter'],
]);

/** Characters of a guardrail's trace that are kept. */
const longestTrace = 20_000;

function cacheWrites({ cacheWriteInputTokens, cacheDetails = [] }: Partial<TokenUsage>): number {
  // The details split the same tokens by how long they stay; some models send nothing else.
  return cacheWriteInputTokens ?? cacheDetails.reduce((sum, { inputTokens = 0 }) => sum + inputTokens, 0);
}

/** Converse's input already excludes what came from or went to the cache, as ours does. Zeros of a cache are left out. */
export function toUsage(usage: Partial<TokenUsage>): Usage {
  const { inputTokens = 0, outputTokens = 0, cacheReadInputTokens = 0 } = usage;
  const cacheWrite = cacheWrites(usage);
  return {
    input: inputTokens,
    output: outputTokens,
    ...(cacheReadInputTokens > 0 && { cacheRead: cacheReadInputTokens }),
    ...(cacheWrite > 0 && { cacheWrite }),
  };
}

/** What a guardrail found, without the model's words that it held back. */
function traceText(trace: GuardrailTraceAssessment | undefined): string | undefined {
  if (trace === undefined) return undefined;
  const { modelOutput: _heldBack, ...found } = trace;
  return JSON.stringify(found, null, 2).slice(0, longestTrace);
}

/** What a reply is known by before its first chunk: the wire itself names neither. */
export interface ConverseReply {
  readonly modelId: string;
  readonly requestId: string | undefined;
}

/** Maps the chunks of one reply, in order. What the app does not show, and what is not known yet, has no events. */
export class ConverseMapper implements ReplyMapper<ConverseStreamOutput> {
  readonly #reply: ConverseReply;
  readonly #blocks = new Map<string, number>();
  readonly #replay = new ReplayCollector();
  #stopReason: StopReason | null = null;
  #guardrail: 'silent' | 'intervened' = 'silent';
  #trace: GuardrailTraceAssessment | undefined;
  #started = false;

  constructor(reply: ConverseReply) {
    this.#reply = reply;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  map(chunk: ConverseStreamOutput): readonly ReplyEvent[] {
    const { messageStop, metadata } = chunk;
    if (messageStop !== undefined) {
      // A reason that was added later is nearest to an ordinary end.
      this.#stopReason = stopReasons.get(messageStop.stopReason) ?? 'end';
      if (messageStop.stopReason === 'guardrail_intervened') this.#guardrail = 'intervened';
    }
    this.#trace = metadata?.trace?.guardrail ?? this.#trace;
    const events = [...this.#content(chunk), ...usageOf(chunk)];
    if (this.#started) return events;
    this.#started = true;
    const { modelId, requestId } = this.#reply;
    return [{ type: 'start', model: modelId, ...(requestId !== undefined && { requestId }) }, ...events];
  }

  flush(): readonly ReplyEvent[] {
    // Half a thought has no valid signature.
    if (this.#stopReason === null) return [];
    const events: ReplyEvent[] = [];
    if (this.#guardrail === 'intervened') {
      const trace = traceText(this.#trace);
      events.push({ type: 'notice', notice: { kind: 'guardrail', ...(trace !== undefined && { trace }) } });
    }
    const replay = this.#replay.finish(this.#reply.modelId);
    if (replay !== null) events.push({ type: 'replay', replay });
    return events;
  }

  #content({ contentBlockDelta }: ConverseStreamOutput): readonly ReplyEvent[] {
    const { contentBlockIndex: index = 0, delta } = contentBlockDelta ?? {};
    if (delta?.text !== undefined) {
      this.#replay.text(index, delta.text);
      return [{ type: 'text', block: this.#block('text', index), delta: delta.text }];
    }
    return delta?.reasoningContent === undefined ? [] : this.#thought(index, delta.reasoningContent);
  }

  #thought(
    index: number,
    { text, signature, redactedContent }: ContentBlockDelta.ReasoningContentMember['reasoningContent'],
  ): readonly ReplyEvent[] {
    if (signature !== undefined) this.#replay.signature(index, signature);
    if (redactedContent !== undefined) this.#replay.redacted(index, redactedContent);
    if (text === undefined) return [];
    this.#replay.thought(index, text);
    return [{ type: 'reasoning', block: this.#block('reasoning', index), delta: text, kind: 'raw' }];
  }

  #block(kind: 'text' | 'reasoning', index: number): number {
    const key = `${kind} ${String(index)}`;
    const block = this.#blocks.get(key) ?? this.#blocks.size;
    this.#blocks.set(key, block);
    return block;
  }
}

function usageOf({ metadata }: ConverseStreamOutput): readonly ReplyEvent[] {
  return metadata?.usage === undefined ? [] : [{ type: 'usage', usage: toUsage(metadata.usage) }];
}
