/**
 * A reply in Converse's own form: what a model has thought, with the signatures that prove it. Claude wants its thoughts back
 * unchanged, so they are kept as they came and returned byte by byte, but only to the vendor and the model that signed them.
 * Stored as JSON: the content blocks of the wire, bytes in base64.
 */
import type { ContentBlock } from '@aws-sdk/client-bedrock-runtime';
import type { JsonValue, Replay } from '../../../shared/stream.ts';
import { at, listAt, textAt } from '../readJson.ts';
import { readModelId } from './modelIds.ts';

/** Who understands the replay of a model. */
function converseFamily(modelId: string): string {
  return `converse:${readModelId(modelId).vendor}`;
}

interface OpenBlock {
  readonly kind: 'text' | 'reasoning' | 'redacted';
  text: string;
  signature: string;
  readonly bytes: Uint8Array[];
}

/** Collects the blocks of one reply as they come in. */
export class ReplayCollector {
  readonly #blocks = new Map<string, OpenBlock>();

  text(index: number, delta: string): void {
    this.#block('text', index).text += delta;
  }

  thought(index: number, delta: string): void {
    this.#block('reasoning', index).text += delta;
  }

  signature(index: number, delta: string): void {
    this.#block('reasoning', index).signature += delta;
  }

  redacted(index: number, bytes: Uint8Array): void {
    this.#block('redacted', index).bytes.push(bytes);
  }

  /** The replay of the whole reply; null where nothing in it is signed, since plain text needs none. */
  finish(modelId: string): Replay | null {
    const blocks = [...this.#blocks.values()];
    if (!blocks.some(({ kind, signature }) => kind === 'redacted' || signature !== '')) return null;
    return { family: converseFamily(modelId), modelId, content: blocks.flatMap(stored) };
  }

  #block(kind: OpenBlock['kind'], index: number): OpenBlock {
    const key = `${kind} ${String(index)}`;
    const block = this.#blocks.get(key) ?? { kind, text: '', signature: '', bytes: [] };
    this.#blocks.set(key, block);
    return block;
  }
}

function stored({ kind, text, signature, bytes }: OpenBlock): JsonValue[] {
  switch (kind) {
    case 'text':
      return text.trim() === '' ? [] : [{ text }];
    case 'reasoning':
      // Without its signature a thought is refused.
      return signature === '' ? [] : [{ reasoningContent: { reasoningText: { text, signature } } }];
    case 'redacted':
      return [{ reasoningContent: { redactedContent: Buffer.concat(bytes).toString('base64') } }];
  }
}

function block(value: unknown): ContentBlock[] {
  const text = textAt(value, 'text');
  if (text.trim() !== '') return [{ text }];
  const signature = textAt(value, 'reasoningContent', 'reasoningText', 'signature');
  if (signature !== '') {
    const thought = textAt(value, 'reasoningContent', 'reasoningText', 'text');
    return [{ reasoningContent: { reasoningText: { text: thought, signature } } }];
  }
  const redacted = at(value, 'reasoningContent', 'redactedContent');
  if (typeof redacted !== 'string' || redacted === '') return [];
  return [{ reasoningContent: { redactedContent: new Uint8Array(Buffer.from(redacted, 'base64')) } }];
}

/** The blocks to send in place of a reply's text; null where the replay is of another family or model, or says nothing. */
export function replayBlocks(replay: Replay | undefined, modelId: string): readonly ContentBlock[] | null {
  if (replay === undefined || replay.family !== converseFamily(modelId)) return null;
  // The same model in another geography knows its own signatures.
  if (readModelId(replay.modelId).base !== readModelId(modelId).base) return null;
  const blocks = listAt({ content: replay.content }, 'content').flatMap(block);
  return blocks.some((found) => found.text !== undefined) ? blocks : null;
}
