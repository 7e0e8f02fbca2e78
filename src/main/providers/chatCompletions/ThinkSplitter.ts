/**
 * Some servers leave a model's thinking in its text, between `<think>` and `</think>`. Only a tag that opens the reply counts:
 * a model that writes about the tag further down means the letters. Works on deltas of any size, so it may hold back the
 * few characters that could be the beginning of a tag.
 */

const openTag = '<think>';
const closeTag = '</think>';

/** A stretch of a reply, told apart. */
export interface Stretch {
  readonly kind: 'text' | 'reasoning';
  readonly text: string;
}

/** How many characters at the end of `text` may be the beginning of `tag`. */
function partialTag(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

/** Splits one reply. */
export class ThinkSplitter {
  #state: 'opening' | 'thinking' | 'after' | 'text' = 'opening';
  #held = '';

  /** Takes a delta and gives what is certain by now. */
  push(delta: string): readonly Stretch[] {
    if (this.#state === 'text') return stretch('text', delta);
    const text = this.#held + delta;
    this.#held = '';
    switch (this.#state) {
      case 'opening':
        return this.#opening(text);
      case 'thinking':
        return this.#thinking(text);
      case 'after':
        return this.#after(text);
    }
  }

  /** The reply is over: gives what was held back. */
  flush(): readonly Stretch[] {
    const held = this.#held;
    this.#held = '';
    if (this.#state === 'after') return [];
    return stretch(this.#state === 'thinking' ? 'reasoning' : 'text', held);
  }

  #opening(text: string): readonly Stretch[] {
    const start = text.trimStart();
    if (start.startsWith(openTag)) {
      this.#state = 'thinking';
      return this.#thinking(start.slice(openTag.length));
    }
    if (openTag.startsWith(start)) {
      this.#held = text;
      return [];
    }
    this.#state = 'text';
    return stretch('text', text);
  }

  #thinking(text: string): readonly Stretch[] {
    const end = text.indexOf(closeTag);
    if (end === -1) {
      const held = partialTag(text, closeTag);
      this.#held = text.slice(text.length - held);
      return stretch('reasoning', text.slice(0, text.length - held));
    }
    this.#state = 'after';
    return [...stretch('reasoning', text.slice(0, end)), ...this.#after(text.slice(end + closeTag.length))];
  }

  /** The blank lines that part thinking from text belong to neither. */
  #after(text: string): readonly Stretch[] {
    const start = text.trimStart();
    if (start !== '') this.#state = 'text';
    return stretch('text', start);
  }
}

function stretch(kind: Stretch['kind'], text: string): readonly Stretch[] {
  return text === '' ? [] : [{ kind, text }];
}
