import { z } from 'zod';
import { attachmentRefSchema, maxAttachments } from './attachment.ts';
import { budgetsSchema } from './money.ts';
import { networkSettingsSchema } from './network.ts';
import { maxDraftLength, timestampSchema } from './conversation.ts';
import { idSchema } from './idSchema.ts';
import type { ConnectionId, ConversationId, TabId } from './ids.ts';

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
  budgets: budgetsSchema.exactOptional(),
  network: networkSettingsSchema.exactOptional(),
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
  updatedAt: timestampSchema,
});

export type Settings = z.infer<typeof settingsSchema>;
export type Tab = z.infer<typeof tabSchema>;
