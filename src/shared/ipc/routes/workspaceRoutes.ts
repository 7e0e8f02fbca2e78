/** The window as a whole: what it starts with, what it keeps, and the two things it may ask of the system. */
import { z } from 'zod';
import { connectionSchema, secretStoreStateSchema } from '../../connection.ts';
import { idSchema } from '../../idSchema.ts';
import type { TabId } from '../../ids.ts';
import { settingsSchema, tabSchema } from '../../settings.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing, historyStateSchema, conversationSummarySchema, attachments } from './shapes.ts';

export const workspaceRoutes = {
  /** Everything the first paint of the asking window needs, in one round trip. */
  'workspace.load': defineRoute({
    input: nothing,
    output: z.strictObject({
      windowId: z.string(),
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      settings: settingsSchema,
      tabs: z.array(tabSchema),
      connections: z.array(connectionSchema),
      conversations: z.array(conversationSummarySchema),
      secrets: secretStoreStateSchema,
      history: historyStateSchema,
    }),
  }),
  'settings.save': defineRoute({ input: settingsSchema, output: nothing }),
  /** Replaces the open tabs of the asking window, in order. A conversation without a message that no tab holds any more is dropped. */
  'tabs.save': defineRoute({ input: z.strictObject({ tabs: z.array(tabSchema).max(500) }), output: nothing }),
  /** Saves one tab's draft and its files without touching the other tabs. */
  'tabs.saveDraft': defineRoute({
    input: z.strictObject({
      tabId: idSchema<TabId>(),
      draft: tabSchema.shape.draft,
      attachments: attachments.exactOptional(),
    }),
    output: nothing,
  }),
  /** Shows the host in a dialog of the system and opens the link in the browser if that is confirmed. */
  'links.open': defineRoute({
    input: z.strictObject({ url: z.string().max(8192), text: z.string().max(2000) }),
    output: z.strictObject({ opened: z.boolean() }),
  }),
  /** A defect in the renderer, for the log on this machine. Redacted like every line. */
  'log.report': defineRoute({
    input: z.strictObject({ message: z.string().max(2000), stack: z.string().max(10_000) }),
    output: nothing,
  }),
} satisfies Record<string, RouteDefinition>;
