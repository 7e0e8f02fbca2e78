import { cleanName } from '../../shared/invisibleText.ts';

/** Longest name that is kept, in UTF-16 units. */
const maxNameLength = 255;
/** Longest ending that survives when a name is cut, its dot included. */
const maxEndingLength = 20;

/** Cuts without leaving half of a surrogate pair. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trim();
}

/**
 * The name of a file as it is stored and shown: without its folder, without what cannot be seen, on one line and at most 255
 * characters long. What is too long loses its middle and keeps its ending.
 */
export function attachmentName(name: string): string {
  const clean = cleanName(name.split(/[/\\]/u).at(-1) ?? '');
  if (/^\.*$/u.test(clean)) return 'file';
  if (clean.length <= maxNameLength) return clean;
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= maxEndingLength ? clean.slice(dot) : '';
  return cleanName(cut(clean, maxNameLength - ending.length) + ending);
}
