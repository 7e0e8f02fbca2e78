import { spreadsheetTable } from './spreadsheetTable.ts';

/** What a paste brings that is not simply text. */
export type Pasted =
  | { readonly kind: 'table'; readonly markdown: string }
  | { readonly kind: 'files'; readonly files: readonly File[] };

/** Looks at the clipboard; null leaves the paste to the field. A range comes with a picture of itself, so it goes first. */
export function pastedInto(clipboard: DataTransfer): Pasted | null {
  const plain = clipboard.getData('text/plain');
  const markdown = spreadsheetTable(clipboard.getData('text/html'), plain);
  if (markdown !== null) return { kind: 'table', markdown };
  // Text that was copied from a document may bring its picture along; the text is what is meant.
  if (clipboard.files.length > 0 && plain === '') return { kind: 'files', files: [...clipboard.files] };
  return null;
}

/** Puts text where the caret is, as if it had been typed, so that it can be undone like typing. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus();
  // The only way to insert that keeps the field's own undo; where it is missing, undo is lost and the text is not.
  if (document.execCommand?.('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
