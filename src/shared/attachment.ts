/** Files that go with a prompt. Their bytes are stored once by content hash; a message names them. */
import { z } from 'zod';

export { maxAttachmentBytes, maxAttachments } from './attachmentLimits.ts';

/** SHA-256 of the bytes, as 64 hex digits. */
export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * `image`: png, jpeg, gif, webp. `document`: what some wires take whole (pdf, docx, xlsx, csv, html, md …) and others only as
 * its text. `text`: always sent as text (source code, logs, plain text).
 */
const attachmentKindSchema = z.enum(['image', 'document', 'text']);

/** A file as a message or a draft names it. */
export const attachmentRefSchema = z.strictObject({
  hash: contentHashSchema,
  /** The file's own name, without a path, at most 255 characters. */
  name: z.string().min(1).max(255),
  /** Decided by the bytes, not by what the name or the sender claims. */
  mediaType: z.string().min(3).max(127),
  kind: attachmentKindSchema,
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Pixels, of images only. */
  width: z.number().int().positive().exactOptional(),
  height: z.number().int().positive().exactOptional(),
});

export type ContentHash = z.infer<typeof contentHashSchema>;
export type AttachmentKind = z.infer<typeof attachmentKindSchema>;
export type AttachmentRef = z.infer<typeof attachmentRefSchema>;
