import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { cleanName } from '../../../../shared/invisibleText.ts';
import { text } from '../../../app/text/text.ts';

/** A file's name without anything that pretends to be another name. */
export const fileName = ({ name }: Pick<AttachmentRef, 'name'>): string => cleanName(name) || name;

/** What is said of a file under its name: its kind, its pixels, its size. */
export function fileFacts({ mediaType, width, height, size }: AttachmentRef): string {
  const words = text.chat.attachments;
  const pixels = width === undefined || height === undefined ? null : words.pixels(width, height);
  return [words.kind(mediaType), pixels, words.size(size)].filter((fact) => fact !== null).join(' · ');
}
