/**
 * The files of one tab's draft. Main stores the bytes and answers with a reference; what is kept are the references, with
 * the draft, by the tab keeper. Here is what passes: files that are being read, and files that were refused, each with its
 * reason until that is dismissed. Files are read one after the other, so that they keep their order and memory holds one.
 */
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { maxAttachmentBytes, maxAttachments } from '../../../../shared/attachmentLimits.ts';
import type { ErrorCode, ErrorInfo } from '../../../../shared/errors.ts';
import type { TabId } from '../../../../shared/ids.ts';
import type { Client } from '../../../app/client.ts';
import { errorInfoOf } from '../../../app/client.ts';
import type { TabKeeper } from '../../../app/TabKeeper.ts';
import { readBase64 } from './readBase64.ts';

export interface ReadingFile {
  readonly key: number;
  readonly name: string;
}

export interface RefusedFile extends ReadingFile {
  readonly error: ErrorInfo;
}

export interface FileIntake {
  readonly reading: readonly ReadingFile[];
  readonly refused: readonly RefusedFile[];
}

export interface FileDraftOptions {
  readonly client: Client;
  readonly keeper: Pick<TabKeeper, 'files' | 'draftFiles' | 'setDraftFiles'>;
  readonly tabId: TabId;
  /** Whether the draft is of a temporary conversation: then no byte of a file may reach the disk. */
  readonly isTemporary: () => boolean;
}

function refusal(code: ErrorCode, file: string, limit?: number): ErrorInfo {
  const details = { fileName: file, ...(limit === undefined ? {} : { limit }) };
  return { code, message: 'A file was not taken.', retryable: false, details };
}

export class FileDraft {
  readonly intake: StoreApi<FileIntake> = createStore<FileIntake>(() => ({ reading: [], refused: [] }));
  readonly #options: FileDraftOptions;
  #lastKey = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: FileDraftOptions) {
    this.#options = options;
  }

  /** The files that go with the draft. Keeps its identity until they change. */
  get files(): readonly AttachmentRef[] {
    return this.#options.keeper.draftFiles(this.#options.tabId);
  }

  /** Calls back when the files have changed, or those of another tab. */
  subscribe(listener: () => void): () => void {
    return this.#options.keeper.files.subscribe(listener);
  }

  /** Takes files that were pasted or dropped. Resolves when the last of them is kept or refused; never rejects. */
  async add(files: readonly File[]): Promise<void> {
    const waiting = files.map((file) => ({ key: this.#nextKey(), name: file.name, file }));
    this.intake.setState(({ reading }) => ({
      reading: [...reading, ...waiting.map(({ key, name }) => ({ key, name }))],
    }));
    for (const { key, name, file } of waiting) {
      this.#queue = this.#queue.then(() => this.#take(key, name, file));
    }
    await this.#queue;
  }

  /** Lets the person choose files in the system's own dialog. Never rejects. */
  async choose(): Promise<void> {
    try {
      const { added, refused } = await this.#options.client.request('attachments.choose', this.#place());
      for (const ref of added) this.#keep(ref);
      for (const { name, error } of refused) this.#refuse(name, error);
    } catch (caught) {
      this.#refuse('', errorInfoOf(caught));
    }
  }

  /** Takes a file off the draft. */
  remove(hash: string): void {
    this.#set(this.files.filter((file) => file.hash !== hash));
  }

  /** Empties the draft and hands over what was there. */
  take(): readonly AttachmentRef[] {
    const { files } = this;
    if (files.length > 0) this.#set([]);
    this.intake.setState({ refused: [] });
    return files;
  }

  /** Puts back what was taken, before what was added meanwhile. */
  giveBack(taken: readonly AttachmentRef[]): void {
    if (taken.length === 0) return;
    const hashes = new Set(taken.map(({ hash }) => hash));
    this.#set([...taken, ...this.files.filter(({ hash }) => !hashes.has(hash))].slice(0, maxAttachments));
  }

  /** Takes a refusal away. */
  dismiss(key: number): void {
    this.intake.setState(({ refused }) => ({ refused: refused.filter((file) => file.key !== key) }));
  }

  async #take(key: number, name: string, file: File): Promise<void> {
    try {
      if (file.size > maxAttachmentBytes) {
        this.#refuse(name, refusal('attachment/too-large', name, maxAttachmentBytes));
        return;
      }
      const data = await readBase64(file).catch(() => null);
      if (data === null) this.#refuse(name, refusal('attachment/unreadable', name));
      else
        this.#keep(await this.#options.client.request('attachments.add', { name, data, ...this.#place() }));
    } catch (caught) {
      this.#refuse(name, errorInfoOf(caught));
    } finally {
      this.intake.setState(({ reading }) => ({ reading: reading.filter((entry) => entry.key !== key) }));
    }
  }

  #keep(ref: AttachmentRef): void {
    const { files } = this;
    // The same bytes twice say nothing more.
    if (files.some(({ hash }) => hash === ref.hash)) return;
    if (files.length < maxAttachments) this.#set([...files, ref]);
    else this.#refuse(ref.name, refusal('attachment/too-many', ref.name, maxAttachments));
  }

  #refuse(name: string, error: ErrorInfo): void {
    const key = this.#nextKey();
    this.intake.setState(({ refused }) => ({ refused: [...refused, { key, name, error }] }));
  }

  #set(files: readonly AttachmentRef[]): void {
    this.#options.keeper.setDraftFiles(this.#options.tabId, files);
  }

  #place(): { temporary?: true } {
    return this.#options.isTemporary() ? { temporary: true } : {};
  }

  #nextKey(): number {
    this.#lastKey += 1;
    return this.#lastKey;
  }
}
