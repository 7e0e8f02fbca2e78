/**
 * A prompt in parts: long pastes, which stand beside the field as one line each, and what is typed. A text field that holds
 * a book measures the whole book with every key; kept apart, it costs nothing. Sent and saved they are one text.
 */

/** A paste from this length on is kept beside the field, in characters. */
export const longPaste = 20_000;
/** More than this is never left in the field, however it came there, in characters. */
export const longestField = 40_000;

const gap = '\n\n';

export interface PromptText {
  /** In the order in which they were pasted; they stand before what is typed. */
  readonly pastes: readonly string[];
  readonly typed: string;
}

/** The one text that is sent and kept as the draft. */
export function joinPrompt({ pastes, typed }: PromptText): string {
  return [...pastes, typed].filter((part) => part !== '').join(gap);
}

/** A saved text back in parts. What is too long for the field becomes one paste. */
export function splitPrompt(text: string): PromptText {
  return text.length > longestField ? { pastes: [text], typed: '' } : { pastes: [], typed: text };
}
