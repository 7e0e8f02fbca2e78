/**
 * Responses events → the app's events. A block is one content or summary part, known by its kind, `output_index` and
 * `content_index` or `summary_index`; blocks are numbered in the order in which they begin to speak. Types that are not
 * known are left alone: the API adds some with every release.
 * Event list: https://platform.openai.com/docs/api-reference/responses-streaming
 */
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue, StopReason, Usage } from '../../../shared/stream.ts';
import { at, countAt, listAt, textAt } from '../readJson.ts';
import type { ReplyEvent, ReplyMapper } from '../streamReply.ts';

export interface ResponsesMapperOptions {
  /** The model that was asked for, should the server not name one. */
  readonly modelId: string;
  readonly requestId: string | undefined;
  /** The family that the reply's own form belongs to; see `Replay`. */
  readonly replayFamily: string;
  /** Classifies the error object of `response.failed`. */
  readonly fail: (body: unknown) => AppError;
}

/** Maps the events of one response. */
export class ResponsesMapper implements ReplyMapper<unknown> {
  readonly #options: ResponsesMapperOptions;
  readonly #blocks = new Map<string, number>();
  readonly #items: JsonValue[] = [];
  #started = false;
  #stopReason: StopReason | null = null;

  constructor(options: ResponsesMapperOptions) {
    this.#options = options;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  map(event: unknown): readonly ReplyEvent[] {
    const events = this.#content(event);
    if (this.#started) return events;
    this.#started = true;
    const { modelId, requestId } = this.#options;
    const model = textAt(event, 'response', 'model') || modelId;
    return [{ type: 'start', model, ...(requestId === undefined ? {} : { requestId }) }, ...events];
  }

  #content(event: unknown): readonly ReplyEvent[] {
    const delta = textAt(event, 'delta');
    switch (textAt(event, 'type')) {
      case 'response.output_text.delta':
        return [{ type: 'text', block: this.#block(event, 'text', 'content_index'), delta }];
      case 'response.refusal.delta':
        return [{ type: 'refusal', block: this.#block(event, 'refusal', 'content_index'), delta }];
      case 'response.reasoning_summary_text.delta':
        return [
          {
            type: 'reasoning',
            block: this.#block(event, 'summary', 'summary_index'),
            delta,
            kind: 'summary',
          },
        ];
      case 'response.reasoning_text.delta':
        return [{ type: 'reasoning', block: this.#block(event, 'raw', 'content_index'), delta, kind: 'raw' }];
      case 'response.output_item.done':
        this.#keep(at(event, 'item'));
        return [];
      case 'response.completed':
        this.#stopReason = stopReasonOf(event);
        return [...this.#replay(listAt(event, 'response', 'output')), ...usageEvents(event)];
      case 'response.incomplete':
        this.#stopReason = stopReasonOf(event);
        return usageEvents(event);
      case 'response.failed':
        throw this.#options.fail({ error: at(event, 'response', 'error') });
      default:
        return [];
    }
  }

  #keep(item: unknown): void {
    if (isJsonObject(item)) this.#items.push(item);
  }

  /**
   * The reply in its own form, where that says more than its text: thoughts, all of them encrypted, since a server that keeps
   * nothing would look for the others in vain. Some servers leave the items out of the last event.
   */
  #replay(output: readonly unknown[]): readonly ReplyEvent[] {
    const listed = output.filter(isJsonObject);
    const content = listed.length > 0 ? listed : this.#items;
    const thoughts = content.filter((item) => textAt(item, 'type') === 'reasoning');
    if (thoughts.length === 0 || thoughts.some((item) => textAt(item, 'encrypted_content') === '')) return [];
    const { replayFamily: family, modelId } = this.#options;
    return [{ type: 'replay', replay: { family, modelId, content } }];
  }

  #block(event: unknown, kind: string, indexName: 'content_index' | 'summary_index'): number {
    const place = `${kind} ${String(countAt(event, 'output_index'))} ${String(countAt(event, indexName))}`;
    const known = this.#blocks.get(place);
    if (known !== undefined) return known;
    const block = this.#blocks.size;
    this.#blocks.set(place, block);
    return block;
  }
}

/** What was parsed from JSON and is an object holds only what JSON can hold. */
function isJsonObject(value: unknown): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stopReasonOf(event: unknown): StopReason {
  if (textAt(event, 'type') === 'response.incomplete') {
    switch (textAt(event, 'response', 'incomplete_details', 'reason')) {
      case 'content_filter':
        return 'filter';
      case 'max_output_tokens':
        return 'length';
      default:
        return 'end';
    }
  }
  const called = listAt(event, 'response', 'output').some((item) => textAt(item, 'type') === 'function_call');
  return called ? 'tool' : 'end';
}

/** The API counts cached tokens as input; ours are apart. */
function usageEvents(event: unknown): readonly ReplyEvent[] {
  const usage = at(event, 'response', 'usage');
  const input = countAt(usage, 'input_tokens');
  const output = countAt(usage, 'output_tokens');
  if (input === undefined || output === undefined) return [];
  const cacheRead = countAt(usage, 'input_tokens_details', 'cached_tokens');
  const cacheWrite = countAt(usage, 'input_tokens_details', 'cache_write_tokens');
  const reasoning = countAt(usage, 'output_tokens_details', 'reasoning_tokens');
  const counted: Usage = {
    input: Math.max(input - (cacheRead ?? 0) - (cacheWrite ?? 0), 0),
    output,
    ...(cacheRead === undefined ? {} : { cacheRead }),
    ...(cacheWrite === undefined ? {} : { cacheWrite }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
  return [{ type: 'usage', usage: counted }];
}
