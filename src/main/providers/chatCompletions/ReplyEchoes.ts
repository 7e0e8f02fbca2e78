/**
 * Collects what of a Chat Completions reply has to go back with the next request: Gemini's thought signatures
 * (`extra_content`), OpenRouter's `reasoning_details`, the plain thoughts of those who want them returned. They come in
 * pieces over many chunks, and go back whole.
 */
import type { ReplyEcho } from '../../../shared/chatQuirks.ts';
import type { JsonValue, Replay } from '../../../shared/stream.ts';
import { at, listAt, textAt } from '../readJson.ts';

interface JsonObject {
  readonly [field: string]: JsonValue;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of a detail that grow from chunk to chunk; of the others the last that was said counts. */
const growing = ['text', 'summary', 'data'] as const;

function grown(known: JsonObject, piece: JsonObject): JsonObject {
  const said = Object.entries(piece).filter(([, value]) => value !== null);
  const texts = growing.flatMap((field) => {
    const text = textAt(known, field) + textAt(piece, field);
    return text === '' ? [] : [[field, text] as const];
  });
  return { ...known, ...Object.fromEntries(said), ...Object.fromEntries(texts) };
}

function joined(known: JsonObject, piece: JsonObject): JsonObject {
  const entries = Object.entries(piece).map(([field, value]): [string, JsonValue] => {
    const before = Object.hasOwn(known, field) ? known[field] : undefined;
    return [field, isObject(before) && isObject(value) ? joined(before, value) : value];
  });
  return { ...known, ...Object.fromEntries(entries) };
}

/** The echo of one reply. */
export class ReplyEchoes {
  readonly #echo: ReplyEcho | null;
  readonly #details = new Map<string, JsonObject>();
  #extra: JsonObject = {};
  #thoughts = '';

  constructor(echo: ReplyEcho | null) {
    this.#echo = echo;
  }

  /** Takes what a delta holds of it. */
  add(delta: unknown): void {
    switch (this.#echo?.field) {
      case 'extra_content': {
        const extra = at(delta, 'extra_content');
        if (isObject(extra)) this.#extra = joined(this.#extra, extra);
        return;
      }
      case 'reasoning_details':
        listAt(delta, 'reasoning_details').forEach((detail, place) => {
          this.#addDetail(detail, place);
        });
        return;
      case 'reasoning_content':
        this.#thoughts += textAt(delta, 'reasoning_content');
        return;
      case undefined:
    }
  }

  /** What goes back, or null where the reply had nothing of the kind. */
  replay(modelId: string): Replay | null {
    const content = this.#content();
    return this.#echo === null || content === null ? null : { family: this.#echo.family, modelId, content };
  }

  #addDetail(detail: unknown, place: number): void {
    if (!isObject(detail)) return;
    const index = at(detail, 'index');
    const key = `${textAt(detail, 'type')} ${String(typeof index === 'number' ? index : place)}`;
    this.#details.set(key, grown(this.#details.get(key) ?? {}, detail));
  }

  #content(): JsonValue | null {
    if (this.#details.size > 0) return [...this.#details.values()];
    if (Object.keys(this.#extra).length > 0) return this.#extra;
    return this.#thoughts === '' ? null : this.#thoughts;
  }
}
