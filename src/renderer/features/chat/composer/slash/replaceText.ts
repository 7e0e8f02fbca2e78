import { insertText } from '../pasteInto.ts';
import { longPaste } from '../promptText.ts';

/** A stretch of the field's text, `end` not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Puts text in the place of a stretch as if it had been typed, so that it can be undone like typing. */
export function replaceText(
  field: HTMLTextAreaElement | null,
  { start, end }: TextRange,
  text: string,
): void {
  if (field === null) return;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  if (text.length < longPaste) {
    insertText(field, text);
    return;
  }
  // A long text never enters the field: the composer keeps it beside it, as it keeps a long paste.
  if (end > start) insertText(field, '');
  field.dispatchEvent(
    new InputEvent('beforeinput', { data: text, inputType: 'insertText', cancelable: true }),
  );
}
