import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';
import type { StoredAttachment } from '../history/History.ts';

/**
 * The bytes of files that were added to temporary conversations. A file is added before it is known which draft it will be in, so
 * they are all held until the last of these conversations is over.
 */
export class HeldFiles {
  readonly #files = new Map<ContentHash, StoredAttachment>();

  hold(file: StoredAttachment): void {
    this.#files.set(file.hash, file);
  }

  find(hash: ContentHash): StoredAttachment | undefined {
    return this.#files.get(hash);
  }

  /** Those that are held of the files that are named, each once. */
  among(named: readonly AttachmentRef[]): readonly StoredAttachment[] {
    return [...new Set(named.map(({ hash }) => hash))].flatMap((hash) => this.#files.get(hash) ?? []);
  }

  clear(): void {
    this.#files.clear();
  }
}
