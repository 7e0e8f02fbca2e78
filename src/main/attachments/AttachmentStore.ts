/** Files that go with prompts: taken in, read back, turned into what a wire takes. */
import type { AttachmentRef, ContentHash } from '../../shared/attachment.ts';

export interface AttachmentStore {
  /** Checks and stores a file; the same bytes are stored once. Rejects with `attachment/…`. */
  add(file: { readonly name: string; readonly data: Uint8Array }): Promise<AttachmentRef>;
  /** The bytes. Rejects with `attachment/missing`. */
  read(hash: ContentHash): Promise<Uint8Array>;
  /** The text in a document or text file, decoded or extracted. Rejects with `attachment/unreadable`. Remembered by hash. */
  textOf(file: AttachmentRef): Promise<string>;
  /**
   * An image no larger than asked and of a type that is asked for (any that the app takes, where `mediaTypes` is left out),
   * and whether it had to be made anew for that: then it is a single frame without metadata. Rejects with
   * `attachment/unreadable`.
   */
  imageWithin(
    file: AttachmentRef,
    limits: {
      readonly maxEdge: number;
      readonly maxBytes: number;
      readonly mediaTypes?: readonly string[];
    },
  ): Promise<{ readonly data: Uint8Array; readonly mediaType: string; readonly resized: boolean }>;
  /** A stored image to be shown, made anew within `maxEdge` pixels. Rejects with `attachment/…`. */
  thumbnail(
    hash: ContentHash,
    maxEdge: number,
  ): Promise<{ readonly data: Uint8Array; readonly mediaType: string }>;
}
