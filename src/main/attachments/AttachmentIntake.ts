/**
 * How files come in and pictures go out over the bridge. The page hands over bytes, or asks for the system's dialog: it never
 * names a path, so it cannot have a file read that nobody chose.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { maxAttachmentBytes } from '../../shared/attachment.ts';
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ErrorInfo } from '../../shared/errors.ts';
import { attachmentName } from './attachmentName.ts';
import type { AttachmentStore } from './AttachmentStore.ts';

/** Lets the person choose files and gives their absolute paths; none when the dialog was closed. */
export type ChooseFiles = () => Promise<readonly string[]>;

/** What became of the chosen files. */
export interface ChosenFiles {
  readonly added: readonly AttachmentRef[];
  readonly refused: readonly { readonly name: string; readonly error: ErrorInfo }[];
}

/** Reads a file that is no larger than it may be; the size is asked first, so that nothing larger is ever in memory. */
async function readWithin(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new AppError('attachment/unsupported', 'This is no file.');
    if (stats.size > maxBytes) {
      throw new AppError('attachment/too-large', 'The file is too large.', { details: { limit: maxBytes } });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function readChosen(path: string, fileName: string): Promise<Uint8Array> {
  try {
    return await readWithin(path, maxAttachmentBytes);
  } catch (caught) {
    if (caught instanceof AppError) {
      throw new AppError(caught.code, caught.message, { details: { ...caught.details, fileName } });
    }
    // What the system says names the whole path.
    throw new AppError('attachment/unreadable', 'The file cannot be read.', { details: { fileName } });
  }
}

/** Where files go that come in: to the history, or for a temporary conversation to memory. */
export interface IntakeStores {
  readonly history: AttachmentStore;
  readonly memory: Pick<AttachmentStore, 'add'>;
}

export class AttachmentIntake {
  readonly #stores: IntakeStores;
  readonly #chooseFiles: ChooseFiles;

  constructor(stores: IntakeStores, chooseFiles: ChooseFiles) {
    this.#stores = stores;
    this.#chooseFiles = chooseFiles;
  }

  /** `data` is base64. Rejects with `attachment/…`. */
  add(name: string, data: string, to: keyof IntakeStores): Promise<AttachmentRef> {
    return this.#stores[to].add({ name, data: Buffer.from(data, 'base64') });
  }

  /** Reads what the person chooses, one file after the other. What cannot be taken is named with its reason. */
  async choose(to: keyof IntakeStores): Promise<ChosenFiles> {
    const added: AttachmentRef[] = [];
    const refused: ChosenFiles['refused'][number][] = [];
    for (const path of await this.#chooseFiles()) {
      const name = attachmentName(basename(path));
      try {
        added.push(await this.#stores[to].add({ name, data: await readChosen(path, name) }));
      } catch (caught) {
        refused.push({ name, error: toErrorInfo(caught) });
      }
    }
    return { added, refused };
  }

  /** A picture to be shown, its bytes in base64. Rejects with `attachment/…`. */
  async image(
    hash: ContentHash,
    maxEdge: number,
  ): Promise<{ readonly mediaType: string; readonly data: string }> {
    const { mediaType, data } = await this.#stores.history.thumbnail(hash, maxEdge);
    return { mediaType, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  }
}
