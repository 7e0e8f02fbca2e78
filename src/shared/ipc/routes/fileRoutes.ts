/** Files that come in and go out. The page names none by its path: the system's own dialogs do. */
import { z } from 'zod';
import { attachmentRefSchema, contentHashSchema } from '../../attachment.ts';
import { errorInfoSchema } from '../../conversation.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { conversationId, base64Bytes, transcriptOptionsSchema } from './shapes.ts';

/** For a temporary conversation: the bytes are held in memory and never written. */
const temporary = z.literal(true).exactOptional();

export const fileRoutes = {
  /** Stores a file that was dropped or pasted. Rejects with `attachment/…`. */
  'attachments.add': defineRoute({
    input: z.strictObject({ name: z.string().min(1).max(1024), data: base64Bytes, temporary }),
    output: attachmentRefSchema,
  }),
  /** Lets the person choose files in the system's own dialog. What cannot be taken is told with its name. */
  'attachments.choose': defineRoute({
    input: z.strictObject({ temporary }),
    output: z.strictObject({
      added: z.array(attachmentRefSchema),
      refused: z.array(z.strictObject({ name: z.string(), error: errorInfoSchema })),
    }),
  }),
  /** The bytes of an image, to be shown, at most `maxEdge` pixels wide and high. */
  'attachments.image': defineRoute({
    input: z.strictObject({ hash: contentHashSchema, maxEdge: z.number().int().min(16).max(4096) }),
    output: z.strictObject({ mediaType: z.string(), data: z.string() }),
  }),
  /** What the transcript would look like, at most the first 20,000 characters. */
  'transcripts.preview': defineRoute({
    input: z.strictObject({ conversationId, options: transcriptOptionsSchema }),
    output: z.strictObject({ text: z.string(), truncated: z.boolean() }),
  }),
  /** Asks for a file name in the system's own dialog and writes the transcript. Null when the dialog was closed. */
  'transcripts.export': defineRoute({
    input: z.strictObject({ conversationId, options: transcriptOptionsSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
  }),
} satisfies Record<string, RouteDefinition>;
