/**
 * What a file is, decided by its bytes. The name only tells kinds of text apart, which are all sent as text in the end. This
 * table is everything that is taken: what is not in it is refused, whatever its name or its sender says.
 */
import type { AttachmentKind } from '../../shared/attachment.ts';
import { decodeText } from './decodeText.ts';
import type { ImageMediaType } from './imageSize.ts';

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const pdfMediaType = 'application/pdf';

/** An image keeps its exact type, since its header is read by it. */
export type FileType =
  | { readonly kind: 'image'; readonly mediaType: ImageMediaType }
  | { readonly kind: Exclude<AttachmentKind, 'image'>; readonly mediaType: string };

/** How much of a text is looked at. The rest is decoded when it is needed. */
const textSample = 64 * 1024;
/** Where the header of a PDF may begin (ISO 32000-1, Annex H, note 13). */
const pdfHeaderWindow = 1024;

const pdf: FileType = { kind: 'document', mediaType: pdfMediaType };

const imageMagic: readonly (readonly [ImageMediaType, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/u],
  ['image/jpeg', /^\xff\xd8\xff/u],
  ['image/gif', /^GIF8[79]a/u],
  ['image/webp', /^RIFF.{4}WEBP/su],
];

/** Texts that some wires take whole, as documents. SVG is not among the images: it is a program in XML. */
const documentTexts: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  markdown: 'text/markdown',
  md: 'text/markdown',
};

function latin1(data: Uint8Array): string {
  return String.fromCharCode(...data);
}

/** The names in a zip archive's directory, without unpacking anything; empty when it is none. */
async function zipNames(data: Uint8Array): Promise<readonly string[]> {
  // Not needed before somebody attaches such a file, so not at the start of the app either.
  const { unzipSync } = await import('fflate');
  const names: string[] = [];
  try {
    unzipSync(data, {
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return [];
  }
  return names;
}

async function officeType(data: Uint8Array): Promise<FileType | null> {
  const names = await zipNames(data);
  if (!names.includes('[Content_Types].xml')) return null;
  if (names.some((name) => name.startsWith('word/'))) return { kind: 'document', mediaType: docxMediaType };
  if (names.some((name) => name.startsWith('xl/'))) return { kind: 'document', mediaType: xlsxMediaType };
  return null;
}

function textType(name: string, data: Uint8Array): FileType | null {
  const extent = data.length > textSample ? 'beginning' : 'whole';
  if (decodeText(data.subarray(0, textSample), extent) === null) return null;
  const ending = /\.([a-z]+)$/u.exec(name.toLowerCase())?.[1] ?? '';
  const mediaType = Object.hasOwn(documentTexts, ending) ? documentTexts[ending] : undefined;
  if (mediaType !== undefined) return { kind: 'document', mediaType };
  return { kind: 'text', mediaType: ending === 'json' ? 'application/json' : 'text/plain' };
}

/** The type of a file, or null when it is none that is taken. Never rejects. */
export async function fileType(name: string, data: Uint8Array): Promise<FileType | null> {
  const beginning = latin1(data.subarray(0, pdfHeaderWindow));
  const image = imageMagic.find(([, magic]) => magic.test(beginning))?.[0];
  if (image !== undefined) return { kind: 'image', mediaType: image };
  if (beginning.startsWith('PK\x03\x04')) return officeType(data);
  if (/^\s*%PDF-/u.test(beginning)) return pdf;
  // Junk before the header makes no other file of it, but a text that speaks of PDFs stays a text.
  return textType(name, data) ?? (beginning.includes('%PDF-') ? pdf : null);
}
