/**
 * How many tokens a context takes. Counting is exact but not free, so it is done once a message and only where it can matter: no
 * tokenizer makes more tokens than there are bytes, so a context whose bytes fit needs no counting before it is sent.
 */
import { createHash } from 'node:crypto';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { TokenCounter } from '../../tokens/TokenCounter.ts';
import type { AssembledMessage } from './assembleContext.ts';

/** What roles and separators take, per message, in tokens. */
export const messageFraming = 8;
/** What an image takes on most services once it is scaled to their limits: 1,000 to 1,600. */
const imageTokens = 1600;
/** A page of a PDF is some 50 kB and some 500 tokens, with its picture twice that. */
const documentBytesPerToken = 50;

/** Texts whose counts are kept. The oldest are forgotten first. */
const keptCounts = 5000;

interface SizedFile {
  readonly kind: AttachmentRef['kind'];
  readonly size: number;
}

/** A rough size of a file that goes as it is, in tokens. */
export function fileTokens({ kind, size }: SizedFile): number {
  return kind === 'image' ? imageTokens : Math.ceil(size / documentBytesPerToken);
}

function filesOf({ attachments = [] }: AssembledMessage): number {
  return attachments.reduce((sum, { kind, data }) => sum + fileTokens({ kind, size: data.length }), 0);
}

/** The most tokens that a text can take, whatever the tokenizer. */
function mostTokens(text: string): number {
  return Buffer.byteLength(text);
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

export class ContextMeter {
  readonly #counter: TokenCounter;
  readonly #counts = new Map<string, Promise<number>>();

  constructor(counter: TokenCounter) {
    this.#counter = counter;
  }

  /** Tokens of a text. Kept by the text's hash, so that a context that grows by a message is counted by a message. */
  text(text: string): Promise<number> {
    if (text === '') return Promise.resolve(0);
    const key = keyOf(text);
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const counted = this.#counter.count(text);
    this.#counts.set(key, counted);
    counted.catch(() => this.#counts.delete(key));
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > keptCounts && oldest !== undefined) this.#counts.delete(oldest);
    return counted;
  }

  /** Tokens of each message, in order. */
  async sizes(messages: readonly AssembledMessage[]): Promise<readonly number[]> {
    const texts = await Promise.all(messages.map((message) => this.text(message.text)));
    return messages.map((message, index) => (texts[index] ?? 0) + filesOf(message) + messageFraming);
  }

  /** Tokens of all texts together, where each was counted before; null otherwise. Starts no counting. */
  async alreadyCounted(texts: readonly string[]): Promise<number | null> {
    const known = texts.flatMap((text) => (text === '' ? [] : [this.#counts.get(keyOf(text))]));
    const counted = known.filter((count) => count !== undefined);
    if (counted.length < known.length) return null;
    return (await Promise.all(counted)).reduce((sum, count) => sum + count, 0);
  }

  /** Whether messages and a system prompt surely fit into `room`, told without counting. */
  surelyFits(messages: readonly AssembledMessage[], system: string, room: number): boolean {
    let most = mostTokens(system);
    for (const message of messages) {
      most += mostTokens(message.text) + filesOf(message) + messageFraming;
      if (most > room) return false;
    }
    return true;
  }
}
