/**
 * The messages of a Converse request. The wire accepts neither a blank text, nor two messages of one role in a row, nor an
 * assistant's message first, nor a document without a text beside it. A path through the tree can hold each of them (a reply
 * that failed before its first word, one kept without its prompt), so it is put right here: blank messages go, neighbours of
 * one role are joined, and what precedes the first prompt goes.
 */
import type { ContentBlock, DocumentFormat, ImageFormat, Message } from '@aws-sdk/client-bedrock-runtime';
import { AppError } from '../../../shared/errors.ts';
import type { ChatRequest, ContextAttachment, ContextMessage } from '../ChatProvider.ts';
import { replayBlocks } from './converseReplay.ts';
import { DocumentNames } from './documentNames.ts';

const imageFormats: Readonly<Record<string, ImageFormat>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

const documentFormats: Readonly<Record<string, DocumentFormat>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/markdown': 'md',
  'text/plain': 'txt',
};

/** What Converse calls a type of image, or undefined for one that it does not take. */
function imageFormatOf(mediaType: string): ImageFormat | undefined {
  return Object.hasOwn(imageFormats, mediaType) ? imageFormats[mediaType] : undefined;
}

/** What Converse calls a type of document, or undefined for one that it does not take. */
function documentFormatOf(mediaType: string): DocumentFormat | undefined {
  return Object.hasOwn(documentFormats, mediaType) ? documentFormats[mediaType] : undefined;
}

function unsupported({ name }: ContextAttachment): AppError {
  return new AppError('attachment/unsupported', 'Converse does not take files of this type', {
    details: { fileName: name },
  });
}

function fileBlock(file: ContextAttachment, names: DocumentNames): ContentBlock {
  const source = { bytes: file.data };
  if (file.kind === 'image') {
    const format = imageFormatOf(file.mediaType);
    if (format === undefined) throw unsupported(file);
    return { image: { format, source } };
  }
  const format = documentFormatOf(file.mediaType);
  if (format === undefined) throw unsupported(file);
  return { document: { format, name: names.next(file.name), source } };
}

function promptBlocks({ text, attachments = [] }: ContextMessage, names: DocumentNames): ContentBlock[] {
  const files = attachments.map((file) => fileBlock(file, names));
  if (text.trim() !== '') return [...files, { text }];
  const named = files.flatMap(({ document }) => (document === undefined ? [] : [document.name]));
  return named.length === 0 ? files : [...files, { text: named.join(', ') }];
}

function blocksOf(message: ContextMessage, modelId: string, names: DocumentNames): readonly ContentBlock[] {
  if (message.role === 'user') return promptBlocks(message, names);
  return (
    replayBlocks(message.replay, modelId) ?? (message.text.trim() === '' ? [] : [{ text: message.text }])
  );
}

interface Turn {
  readonly role: ContextMessage['role'];
  readonly content: ContentBlock[];
}

/** Builds the messages. Throws `attachment/unsupported` for a file that has no place on the wire. */
export function toConverseMessages({ messages, modelId }: ChatRequest): readonly (Message & Turn)[] {
  const names = new DocumentNames();
  const turns: Turn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last === undefined && message.role === 'assistant') continue;
    const blocks = blocksOf(message, modelId, names);
    if (blocks.length === 0) continue;
    if (last?.role === message.role) last.content.push(...blocks);
    else turns.push({ role: message.role, content: [...blocks] });
  }
  return turns;
}
