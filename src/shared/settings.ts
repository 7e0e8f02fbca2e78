import { z } from 'zod';
import { attachmentRefSchema, maxAttachments } from './attachment.ts';
import { budgetsSchema } from './money.ts';
import { networkSettingsSchema } from './network.ts';
import { laneIdSchema, maxDraftLength, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConnectionId, ConversationId, MessageId, ModelSetId, TabId, WindowId } from './ids.ts';

/** What a person has chosen for the whole app. Every field has a default, so an older file reads as a newer one. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Which key sends: Enter (Shift+Enter breaks the line) or Ctrl/Cmd+Enter (Enter breaks the line). */
  sendKey: z.enum(['enter', 'mod-enter']).default('enter'),
  /** Text size in percent of the normal one. */
  textSize: z.number().int().min(80).max(200).default(100),
  sidebarVisible: z.boolean().default(true),
  /** The model that a new chat starts with: the one used last. */
  lastModel: z
    .strictObject({ connectionId: idSchema<ConnectionId>(), modelId: z.string().max(2048) })
    .nullable()
    .default(null),
  /** The model set that a new chat starts with, in place of the one model used last. */
  defaultModelSet: idSchema<ModelSetId>().nullable().default(null),
  /** Tells when a reply in the background is done. */
  notifications: z.boolean().default(false),
  budgets: budgetsSchema.exactOptional(),
  network: networkSettingsSchema.exactOptional(),
});

/** Where a lane is read: the message at the top edge, and how far it is scrolled past that edge, in pixels. */
export const readingPlaceSchema = z.strictObject({
  laneId: laneIdSchema,
  messageId: idSchema<MessageId>(),
  offset: z.number(),
});

/** An open tab. Its draft is what stands in the composer and was not sent. */
export const tabSchema = z.strictObject({
  id: idSchema<TabId>(),
  conversationId: idSchema<ConversationId>(),
  position: z.number().int().nonnegative(),
  pinned: z.boolean(),
  active: z.boolean(),
  draft: z.string().max(maxDraftLength),
  /** Files that were added to the draft. */
  attachments: z.array(attachmentRefSchema).max(maxAttachments).exactOptional(),
  /** The window it is in; absent in the first one. */
  windowId: idSchema<WindowId>().exactOptional(),
  /** The lanes that are not read at their end. */
  reading: z.array(readingPlaceSchema).max(8).exactOptional(),
  updatedAt: timestampSchema,
});

export type Settings = z.infer<typeof settingsSchema>;
export type ReadingPlace = z.infer<typeof readingPlaceSchema>;
export type Tab = z.infer<typeof tabSchema>;
