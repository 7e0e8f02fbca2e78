/**
 * Turns the files of a conversation into what goes on the wire, as `planFiles` has decided. Anything that stands in the way was
 * said before the send, by `preflight` and `textProblems`; what stands there all the same ends the send, never a file in silence.
 */
import type { AttachmentRef } from '../../shared/attachment.ts';
import { maxPromptLength } from '../../shared/conversation.ts';
import { AppError } from '../../shared/errors.ts';
import type { Problem } from '../../shared/preparation.ts';
import { assertNever } from '../../shared/result.ts';
import type { Notice } from '../../shared/stream.ts';
import type { AttachmentStore } from '../attachments/AttachmentStore.ts';
import type { ContextAttachment } from '../providers/ChatProvider.ts';
import { isRenamed } from './documentNames.ts';
import { fencedText } from './fencedText.ts';
import { planFiles } from './planFiles.ts';
import type { PlannedFile } from './planFiles.ts';
import { problemError } from './problemError.ts';
import type { WireLimits } from './wireLimits.ts';

/** The files of one message as its wire takes them. */
export interface PreparedFiles {
  readonly attachments: readonly ContextAttachment[];
  /** The text of files that go as text, to stand before the message's own; empty where there is none. */
  readonly text: string;
  readonly notices: readonly Notice[];
}

/** What is needed of the store. */
export type PreparationStore = Pick<AttachmentStore, 'read' | 'textOf' | 'imageWithin'>;

interface PreparedFile {
  readonly attachment?: ContextAttachment;
  readonly text?: string;
  readonly change?: Extract<Notice, { kind: 'attachment-changed' }>['change'];
}

async function preparedImage(
  store: PreparationStore,
  { file, limits }: Extract<PlannedFile, { as: 'image' }>,
): Promise<PreparedFile> {
  const { data, mediaType, resized } = await store.imageWithin(file, limits);
  return {
    attachment: { kind: 'image', name: file.name, mediaType, data },
    ...(resized && { change: 'resized' }),
  };
}

async function preparedDocument(
  store: PreparationStore,
  { file, name }: Extract<PlannedFile, { as: 'document' }>,
): Promise<PreparedFile> {
  return {
    attachment: { kind: 'document', name, mediaType: file.mediaType, data: await store.read(file.hash) },
    ...(isRenamed(file.name, name) && { change: 'renamed' }),
  };
}

function mention({ kind, name }: AttachmentRef): PreparedFile {
  const what = kind === 'image' ? 'image' : 'file';
  return { text: `[Not included: the ${what} “${name}”]`, change: 'left-out' };
}

/** The text of a file; null when there is none to be had. */
async function readableText(store: PreparationStore, file: AttachmentRef): Promise<string | null> {
  try {
    const text = await store.textOf(file);
    return text.trim() === '' || text.length > maxPromptLength ? null : text;
  } catch (caught) {
    const isItsFault =
      caught instanceof AppError &&
      (caught.code === 'attachment/unreadable' || caught.code === 'attachment/too-large');
    if (isItsFault) return null;
    throw caught;
  }
}

/** An earlier message's file without a text does not hold up the conversation; of the newest prompt's it was said before. */
async function preparedText(store: PreparationStore, file: AttachmentRef): Promise<PreparedFile> {
  const text = await readableText(store, file);
  if (text === null) return mention(file);
  const isPlainText = file.kind === 'text' || file.mediaType.startsWith('text/');
  return { text: fencedText(file.name, text), ...(!isPlainText && { change: 'sent-as-text' }) };
}

function prepared(store: PreparationStore, planned: PlannedFile): Promise<PreparedFile> {
  switch (planned.as) {
    case 'image':
      return preparedImage(store, planned);
    case 'document':
      return preparedDocument(store, planned);
    case 'text':
      return preparedText(store, planned.file);
    case 'mention':
      return Promise.resolve(mention(planned.file));
    default:
      return assertNever(planned, 'planned file');
  }
}

async function preparedMessage(
  store: PreparationStore,
  files: readonly PlannedFile[],
): Promise<PreparedFiles> {
  const done = await Promise.all(files.map((planned) => prepared(store, planned)));
  return {
    attachments: done.flatMap(({ attachment }) => (attachment === undefined ? [] : [attachment])),
    text: done.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n\n'),
    notices: done.flatMap(({ change }, index): readonly Notice[] => {
      const name = files[index]?.file.name;
      return change === undefined || name === undefined ? [] : [{ kind: 'attachment-changed', name, change }];
    }),
  };
}

async function textProblem(store: PreparationStore, file: AttachmentRef): Promise<readonly Problem[]> {
  const { hash } = file;
  try {
    const text = await store.textOf(file);
    if (text.trim() === '') return [{ kind: 'no-text-found', hash }];
    return text.length > maxPromptLength ? [{ kind: 'file-too-large', hash, limit: maxPromptLength }] : [];
  } catch (caught) {
    if (!(caught instanceof AppError)) throw caught;
    if (caught.code === 'attachment/too-large')
      return [{ kind: 'file-too-large', hash, limit: maxPromptLength }];
    if (caught.code === 'attachment/unreadable') return [{ kind: 'no-text-found', hash }];
    throw caught;
  }
}

/**
 * What only a look into the files of a prompt can tell: that one which goes as text holds none (a scanned PDF, a broken one) or
 * too much. `files` is the plan of the newest message. Rejects with `attachment/missing`.
 */
export async function textProblems(
  store: PreparationStore,
  files: readonly PlannedFile[],
): Promise<readonly Problem[]> {
  const asText = files.filter(({ as }) => as === 'text');
  return (await Promise.all(asText.map(({ file }) => textProblem(store, file)))).flat();
}

/**
 * Prepares the files of every message of a path; the last message is the newest prompt, and what is wrong with one of its files
 * is thrown as `attachment/…`. Names are unique and numbers within the limits over the whole request, which is why it takes all
 * messages at once. Rejects with `attachment/missing` too.
 */
export async function prepareAttachments(
  store: PreparationStore,
  files: readonly (readonly AttachmentRef[])[],
  limits: WireLimits,
): Promise<readonly PreparedFiles[]> {
  const plan = planFiles(files, limits);
  const newest = plan.messages.at(-1) ?? [];
  const [problem] = [...plan.problems, ...(await textProblems(store, newest))];
  const error = problem === undefined ? null : problemError(problem, files.at(-1) ?? []);
  if (error !== null) throw error;
  return Promise.all(plan.messages.map((message) => preparedMessage(store, message)));
}
