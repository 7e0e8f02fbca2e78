import { cleanName } from '../../shared/invisibleText.ts';

/** Longest name with its ending, in bytes of UTF-8: file systems allow 255, encrypted ones about 140. */
const longestName = 120;

/** Names that Windows keeps for devices, with any ending: learn.microsoft.com/windows/win32/fileio/naming-a-file. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\s*\.|\s*$)/i;

/** As much of a text as fits, cut between characters as people see them. */
function fitting(text: string, bytes: number): string {
  let fits = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) break;
    fits += segment;
  }
  return fits;
}

/**
 * A name to suggest for a file about a thing with a title; `fallback` is its name where nothing of the title can stay, and `ending`
 * begins with its dot. Safe on every system whatever the title says: no path, no device, no hidden file, no option of a
 * command line, nothing invisible.
 */
export function fileNameFor(title: string, ending: string, fallback: string): string {
  const visible = cleanName(title.replace(/[<>:"/\\|?*]/g, ' ').replace(/[\u00AD\u200B\u2060]/gu, ''));
  const words = fitting(visible.replace(/^[\s.~-]+/, ''), longestName - ending.length - 1).replace(
    /[\s.]+$/,
    '',
  );
  const name = words === '' ? fallback : words;
  return `${deviceName.test(name) ? '_' : ''}${name}${ending}`;
}
