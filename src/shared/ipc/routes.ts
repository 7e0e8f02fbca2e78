/**
 * Everything that the renderer can ask of main: the whole of the audited surface, a file a topic in `routes/`. `noun.verb`,
 * always validated, and none of them returns a secret, takes a path, starts a process or opens a URL unasked. Adding a route
 * touches its topic's file and one handler; the handler map in main and the client in the renderer are derived from it.
 */
import type { z } from 'zod';
import type { RouteDefinition } from './define.ts';
import { workspaceRoutes } from './routes/workspaceRoutes.ts';
import { connectionRoutes } from './routes/connectionRoutes.ts';
import { signInRoutes } from './routes/signInRoutes.ts';
import { conversationRoutes } from './routes/conversationRoutes.ts';
import { chatRoutes } from './routes/chatRoutes.ts';
import { fileRoutes } from './routes/fileRoutes.ts';
import { costRoutes } from './routes/costRoutes.ts';
import { treeRoutes } from './routes/treeRoutes.ts';
import { queueRoutes } from './routes/queueRoutes.ts';
import { savedRoutes } from './routes/savedRoutes.ts';
import { pipelineRoutes } from './routes/pipelineRoutes.ts';
import { compareRoutes } from './routes/compareRoutes.ts';
import { windowRoutes } from './routes/windowRoutes.ts';
import type {
  historyStateSchema,
  conversationSummarySchema,
  liveReplySchema,
  lanePageSchema,
  searchHitSchema,
  transcriptOptionsSchema,
} from './routes/shapes.ts';

export const routes = {
  ...workspaceRoutes,
  ...connectionRoutes,
  ...signInRoutes,
  ...conversationRoutes,
  ...chatRoutes,
  ...fileRoutes,
  ...costRoutes,
  ...treeRoutes,
  ...queueRoutes,
  ...savedRoutes,
  ...pipelineRoutes,
  ...compareRoutes,
  ...windowRoutes,
} satisfies Record<string, RouteDefinition>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RouteInput<R extends RouteName> = z.input<Routes[R]['input']>;
export type RouteParsedInput<R extends RouteName> = z.output<Routes[R]['input']>;
export type RouteOutput<R extends RouteName> = z.output<Routes[R]['output']>;

export type HistoryState = z.infer<typeof historyStateSchema>;
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;
export type LiveReply = z.infer<typeof liveReplySchema>;
export type LanePage = z.infer<typeof lanePageSchema>;
export type SearchHit = z.infer<typeof searchHitSchema>;
export type TranscriptOptions = z.infer<typeof transcriptOptionsSchema>;
