/**
 * From the chunks of ConverseStream to the app's events. Pure: no I/O, no clock; the state of one reply is the mapper's own.
 * Two habits of the wire decide its shape. Text and reasoning have no block start, so a part begins with its first delta. And
 * `messageStop` is the terminal marker, but `metadata` with the usage comes after it: the reason is remembered, and the
 * stream is read to its end.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
import type { ConverseStreamOutput, TokenUsage } from '@aws-sdk/client-bedrock-runtime';
import type { StopReason, StreamEvent, Usage } from '../../../shared/stream.ts';
import type { ReplyMapper } from '../streamReply.ts';

type ReplyEvent = Exclude<StreamEvent, { type: 'stop' }>;

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

/** Converse's input already excludes what came from or went to the cache, as ours does. Zeros of a cache are left out. */
export function toUsage(usage: Partial<TokenUsage>): Usage {
  const { inputTokens = 0, outputTokens = 0, cacheReadInputTokens = 0, cacheWriteInputTokens = 0 } = usage;
  return {
    input: inputTokens,
    output: outputTokens,
    ...(cacheReadInputTokens > 0 && { cacheRead: cacheReadInputTokens }),
    ...(cacheWriteInputTokens > 0 && { cacheWrite: cacheWriteInputTokens }),
  };
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
  #stopReason: StopReason | null = null;
  #started = false;

  constructor(reply: ConverseReply) {
    this.#reply = reply;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  map(chunk: ConverseStreamOutput): readonly ReplyEvent[] {
    // A reason that was added later is nearest to an ordinary end.
    if (chunk.messageStop !== undefined) {
      this.#stopReason = stopReasons.get(chunk.messageStop.stopReason) ?? 'end';
    }
    const events = [...this.#delta(chunk), ...usageOf(chunk)];
    if (this.#started) return events;
    this.#started = true;
    const { modelId, requestId } = this.#reply;
    return [{ type: 'start', model: modelId, ...(requestId !== undefined && { requestId }) }, ...events];
  }

  #delta({ contentBlockDelta }: ConverseStreamOutput): readonly ReplyEvent[] {
    const { contentBlockIndex = 0, delta } = contentBlockDelta ?? {};
    if (delta?.text !== undefined) {
      return [{ type: 'text', block: this.#block('text', contentBlockIndex), delta: delta.text }];
    }
    const thought = delta?.reasoningContent?.text;
    if (thought === undefined) return [];
    const block = this.#block('reasoning', contentBlockIndex);
    return [{ type: 'reasoning', block, delta: thought, kind: 'raw' }];
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
