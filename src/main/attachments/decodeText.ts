/**
 * Bytes as text, or not text at all. The encoding is told by a byte order mark; else it is UTF-8 where that fits, and what old
 * programs of Western Europe wrote where it does not. Windows-1252 fits any bytes, so what comes out of it must not hold a
 * single control character.
 */

/** Control characters that no text holds; tab, line ends, form feed, backspace and escape (coloured logs) are left out. */
const controls = /[\u0000-\u0007\u000B\u000E-\u001A\u001C-\u001F\u007F]/gu;
/** Of how many characters one may be such a control character, when the bytes are Unicode. */
const charactersPerControl = 100;

/** Whether the bytes are all there is, or only the beginning, which may end within a character. */
export type TextExtent = 'whole' | 'beginning';

function unicodeEncodingOf(data: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le';
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decodeUnicode(data: Uint8Array, extent: TextExtent): string | null {
  try {
    const decoder = new TextDecoder(unicodeEncodingOf(data), { fatal: true });
    return decoder.decode(data, { stream: extent === 'beginning' });
  } catch {
    return null;
  }
}

/** The text without its byte order mark, or null when the bytes are no text. */
export function decodeText(data: Uint8Array, extent: TextExtent = 'whole'): string | null {
  const unicode = decodeUnicode(data, extent);
  const text = unicode ?? new TextDecoder('windows-1252').decode(data);
  const found = text.match(controls)?.length ?? 0;
  const allowed = unicode === null ? 0 : text.length / charactersPerControl;
  return found > allowed || text.includes('\0') ? null : text;
}
