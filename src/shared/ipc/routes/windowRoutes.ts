/** Windows beside the first one. A tab is in exactly one of them. */
import { z } from 'zod';
import { idSchema } from '../../idSchema.ts';
import type { TabId } from '../../ids.ts';
import { tabSchema } from '../../settings.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import { nothing } from './shapes.ts';

export const windowRoutes = {
  /** Takes a tab out of the asking window, with its draft, and opens a window for it or gives it to the first window. */
  'windows.moveTab': defineRoute({
    input: z.strictObject({ tabId: idSchema<TabId>(), tab: tabSchema, to: z.enum(['new', 'main']) }),
    output: nothing,
  }),
} satisfies Record<string, RouteDefinition>;
