/**
 * Everything that the renderer can ask of main: the whole of the audited surface. `noun.verb`, always validated, and none of
 * them returns a secret, takes a path, starts a process or opens a URL unasked. Adding a route touches this file and one
 * handler; the handler map in main and the client in the renderer are derived from it.
 */
import { z } from 'zod';
import { attachmentRefSchema, contentHashSchema, maxAttachments, maxAttachmentBytes } from '../attachment.ts';
import { ssoRoleSchema } from '../aws.ts';
import {
  connectionSchema,
  connectionSecretSchema,
  secretDescriptionSchema,
  secretStoreStateSchema,
} from '../connection.ts';
import {
  conversationSchema,
  errorInfoSchema,
  laneSchema,
  maxPromptLength,
  messageSchema,
  pathEntrySchema,
  pathPageSchema,
  timestampSchema,
} from '../conversation.ts';
import { idSchema } from '../idSchema.ts';
import { presetIds } from '../connectionPresets.ts';
import { networkHops } from '../errors.ts';
import type { ConnectionId, ConversationId, LaneId, MessageId, RunId, TabId, TurnId } from '../ids.ts';
import { inspectionSchema } from '../inspection.ts';
import { modelInfoSchema, modelOverrideSchema, modelVerdictSchema } from '../model.ts';
import { totalSchema } from '../money.ts';
import { extraAuthoritySchema } from '../network.ts';
import { contextStrategySchema, parametersSchema } from '../parameters.ts';
import { preparationSchema, switchReportSchema } from '../preparation.ts';
import { settingsSchema, tabSchema } from '../settings.ts';
import { signInStateSchema, ssoAccountSchema } from '../signIn.ts';
import { defineRoute } from './define.ts';
import type { RouteDefinition } from './define.ts';

const nothing = z.strictObject({});
const connectionId = idSchema<ConnectionId>();
const conversationId = idSchema<ConversationId>();
const laneId = idSchema<LaneId>();
const messageId = idSchema<MessageId>();

/** Whether what is said today is kept. `memory` tells why nothing is written to disk. */
export const historyStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('persistent'),
    /** Set when a damaged database was put aside under this name and a new one was begun. */
    quarantinedAs: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('memory'), error: errorInfoSchema }),
]);

/** A conversation as the sidebar shows it. */
export const conversationSummarySchema = z.strictObject({
  conversation: conversationSchema,
  laneCount: z.number().int(),
  /** A reply is streaming into it at this moment. */
  streaming: z.boolean(),
});

/** A reply that is streaming now, and the number of the last batch of events it already contains. */
export const liveReplySchema = z.strictObject({
  runId: idSchema<RunId>(),
  messageId,
  conversationId,
  seq: z.number().int(),
});

/** A lane and the newest part of its path. */
export const lanePageSchema = z.strictObject({ lane: laneSchema, page: pathPageSchema });

/** One highlighted stretch of a search hit's text. */
const snippetPieceSchema = z.strictObject({ text: z.string(), match: z.boolean() });

export const searchHitSchema = z.strictObject({
  conversationId,
  conversationTitle: z.string(),
  messageId,
  role: z.enum(['user', 'assistant']),
  createdAt: timestampSchema,
  snippet: z.array(snippetPieceSchema),
});

/** A planned or real prompt. */
const attachments = z.array(attachmentRefSchema).max(maxAttachments);
/** Bytes as base64, at most those of one attachment. */
const base64Bytes = z
  .string()
  .max(Math.ceil(maxAttachmentBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/);
/** How long each station of a test took, in milliseconds, as far as it came. */
const hopTimes = z.array(z.strictObject({ hop: z.enum(networkHops), ms: z.number().nonnegative() }));

const laneChoice = z.strictObject({
  connectionId: connectionId.nullable(),
  modelId: z.string().max(2048).nullable(),
});

/** What a transcript contains beside the text of the messages. */
export const transcriptOptionsSchema = z.strictObject({
  format: z.enum(['markdown', 'json']),
  /** One lane's path, or the whole tree (JSON) and every lane one after the other (Markdown). */
  laneId: laneId.nullable(),
  includeReasoning: z.boolean(),
});

export const routes = {
  /** Everything the first paint needs, in one round trip. */
  'workspace.load': defineRoute({
    input: nothing,
    output: z.strictObject({
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
  /** Replaces the open tabs, in order. A conversation without a message that no tab holds any more is dropped. */
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

  /** Creates or replaces a connection. A secret is only ever set; leaving it out keeps the one in the keychain. */
  'connections.save': defineRoute({
    input: z.strictObject({
      connection: connectionSchema,
      secret: connectionSecretSchema.exactOptional(),
      /** Plain `http:` to a host that is not this machine needs this said explicitly. */
      allowInsecure: z.boolean().exactOptional(),
    }),
    output: nothing,
  }),
  'connections.delete': defineRoute({ input: z.strictObject({ id: connectionId }), output: nothing }),
  /** What may be said of the stored secret. */
  'connections.describeSecret': defineRoute({
    input: z.strictObject({ id: connectionId }),
    output: secretDescriptionSchema.nullable(),
  }),
  'connections.deleteSecret': defineRoute({ input: z.strictObject({ id: connectionId }), output: nothing }),
  /** Tries a connection as it stands in the form, saved or not. A failure is an answer, not an error of the route. */
  'connections.test': defineRoute({
    input: z.strictObject({
      connection: connectionSchema,
      secret: connectionSecretSchema.exactOptional(),
      allowInsecure: z.boolean().exactOptional(),
    }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), modelCount: z.number().int(), hops: hopTimes }),
      /** `details.hop` of the error names the station where it stopped. */
      z.strictObject({ ok: z.literal(false), error: errorInfoSchema, hops: hopTimes }),
    ]),
  }),
  /** The models that a connection offers, from its server. Kept for the session; `refresh` asks again. */
  'connections.models': defineRoute({
    input: z.strictObject({ id: connectionId, refresh: z.boolean() }),
    output: z.array(modelInfoSchema),
  }),
  /** Names (only) of the profiles in the AWS configuration files of this user. */
  'connections.awsProfiles': defineRoute({
    input: nothing,
    output: z.array(z.strictObject({ name: z.string().max(200), region: z.string().max(40).nullable() })),
  }),

  /** Servers on this machine that answer on their usual loopback ports and have no connection yet. */
  'connections.discover': defineRoute({
    input: nothing,
    output: z.array(
      z.strictObject({ preset: z.enum(presetIds), baseUrl: z.string(), modelCount: z.number().int() }),
    ),
  }),

  /** What a person has set for a model; null takes it back. */
  'models.setOverride': defineRoute({
    input: z.strictObject({
      connectionId,
      modelId: z.string().min(1).max(2048),
      override: modelOverrideSchema.nullable(),
    }),
    output: nothing,
  }),
  'models.override': defineRoute({
    input: z.strictObject({ connectionId, modelId: z.string().min(1).max(2048) }),
    output: modelOverrideSchema.nullable(),
  }),
  /** "Test this model": tries the routes with a request of a few tokens. A failure is an answer. */
  'models.probe': defineRoute({
    input: z.strictObject({ connectionId, modelId: z.string().min(1).max(2048) }),
    output: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), verdict: modelVerdictSchema }),
      z.strictObject({ ok: z.literal(false), error: errorInfoSchema }),
    ]),
  }),

  /** Begins signing in for a connection as it stands in the form; `signIn.changed` tells how it goes. */
  'signIn.begin': defineRoute({ input: z.strictObject({ connection: connectionSchema }), output: nothing }),
  'signIn.cancel': defineRoute({ input: z.strictObject({ connectionId }), output: nothing }),
  'signIn.state': defineRoute({
    input: z.strictObject({ connection: connectionSchema }),
    output: signInStateSchema,
  }),
  /** Signs in to IAM Identity Center if need be (`signIn.changed` under `connectionId`) and lists what can be chosen there. */
  'signIn.ssoAccounts': defineRoute({
    input: z.strictObject({ connectionId, ...ssoRoleSchema.pick({ startUrl: true, ssoRegion: true }).shape }),
    output: z.array(ssoAccountSchema),
  }),
  /** Answers `code.asked`; null when the person gave up. */
  'signIn.answerCode': defineRoute({
    input: z.strictObject({ requestId: z.string().max(100), code: z.string().min(1).max(100).nullable() }),
    output: nothing,
  }),

  /** Stores a file that was dropped or pasted. Rejects with `attachment/…`. */
  'attachments.add': defineRoute({
    input: z.strictObject({ name: z.string().min(1).max(1024), data: base64Bytes }),
    output: attachmentRefSchema,
  }),
  /** Lets the person choose files in the system's own dialog. What cannot be taken is told with its name. */
  'attachments.choose': defineRoute({
    input: nothing,
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

  /** Costs of all replies, by local days: today, this month, each day and each connection of the month. */
  'costs.summary': defineRoute({
    input: nothing,
    output: z.strictObject({
      today: totalSchema,
      month: totalSchema,
      days: z.array(z.strictObject({ day: z.string(), total: totalSchema })),
      connections: z.array(z.strictObject({ connectionId, name: z.string(), total: totalSchema })),
    }),
  }),
  'costs.conversation': defineRoute({ input: z.strictObject({ id: conversationId }), output: totalSchema }),

  /** A certificate authority from a file that the person chooses in the system's own dialog. Null when it was closed. */
  'network.chooseAuthority': defineRoute({ input: nothing, output: extraAuthoritySchema.nullable() }),
  /** What the proxy asks for; kept in the keychain. Null forgets it. */
  'network.setProxyPassword': defineRoute({
    input: z.strictObject({
      credentials: z.strictObject({ user: z.string().max(500), password: z.string().max(2000) }).nullable(),
    }),
    output: nothing,
  }),

  'conversations.list': defineRoute({
    input: z.strictObject({
      trashed: z.boolean(),
      /** Only those last changed before this time: the next page. */
      before: timestampSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.array(conversationSummarySchema),
  }),
  /** Creates an empty conversation with its lanes. It shows in the sidebar once it holds a message. */
  'conversations.create': defineRoute({
    input: z.strictObject({
      id: conversationId,
      lanes: z
        .array(laneChoice.extend({ id: laneId }))
        .min(1)
        .max(8),
    }),
    output: z.strictObject({ conversation: conversationSchema, lanes: z.array(laneSchema) }),
  }),
  'conversations.open': defineRoute({
    input: z.strictObject({ id: conversationId, limit: z.number().int().min(1).max(500) }),
    output: z.strictObject({
      conversation: conversationSchema,
      lanes: z.array(lanePageSchema),
      live: z.array(liveReplySchema),
    }),
  }),
  'conversations.rename': defineRoute({
    input: z.strictObject({ id: conversationId, title: z.string().trim().min(1).max(500) }),
    output: nothing,
  }),
  'conversations.pin': defineRoute({
    input: z.strictObject({ id: conversationId, pinned: z.boolean() }),
    output: nothing,
  }),
  /** Parameters of all lanes that have none of their own, and what happens when the context is full. */
  'conversations.configure': defineRoute({
    input: z.strictObject({
      id: conversationId,
      parameters: parametersSchema.exactOptional(),
      contextStrategy: contextStrategySchema.exactOptional(),
    }),
    output: nothing,
  }),
  /** Sets the values of extra headers (`headerNames` of the parameters) of a conversation or a lane; null deletes them all. */
  'parameters.setHeaders': defineRoute({
    input: z.strictObject({
      owner: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('conversation'), id: conversationId }),
        z.strictObject({ kind: z.literal('lane'), id: laneId }),
      ]),
      headers: connectionSecretSchema.shape.headers.unwrap().nullable(),
    }),
    output: nothing,
  }),
  'conversations.trash': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  'conversations.restore': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  /** Deletes for good, from the trash only. */
  'conversations.purge': defineRoute({ input: z.strictObject({ id: conversationId }), output: nothing }),
  /** Newest first. Words are matched as prefixes; every word must occur. */
  'conversations.search': defineRoute({
    input: z.strictObject({
      query: z.string().max(500),
      before: timestampSchema.nullable(),
      limit: z.number().int().min(1).max(100),
    }),
    output: z.array(searchHitSchema),
  }),

  /** The part of a lane's path above a message, oldest first. */
  'messages.page': defineRoute({
    input: z.strictObject({ laneId, beforeId: messageId, limit: z.number().int().min(1).max(500) }),
    output: pathPageSchema,
  }),
  /** One message as it is now; for a streaming one also the number of the last batch it contains. */
  'messages.get': defineRoute({
    input: z.strictObject({ id: messageId }),
    output: z.strictObject({ message: messageSchema, live: liveReplySchema.nullable() }),
  }),

  /** Adds a lane at the right, on the path of `from` (null: an empty path). */
  'lanes.add': defineRoute({
    input: z.strictObject({ id: laneId, conversationId, choice: laneChoice, from: messageId.nullable() }),
    output: lanePageSchema,
  }),
  /** Takes a lane off the screen; its messages stay in the tree. The last lane cannot be removed. */
  'lanes.remove': defineRoute({ input: z.strictObject({ id: laneId }), output: nothing }),
  'lanes.choose': defineRoute({ input: z.strictObject({ id: laneId, choice: laneChoice }), output: nothing }),
  /** Parameters of this lane alone. */
  'lanes.configure': defineRoute({
    input: z.strictObject({ id: laneId, parameters: parametersSchema }),
    output: nothing,
  }),
  /** What the lane would lose by going on with another model. */
  'lanes.switchReport': defineRoute({
    input: z.strictObject({ id: laneId, choice: laneChoice }),
    output: switchReportSchema,
  }),
  /** Makes the lane follow the branch through `messageId`, down to its newest leaf. */
  'lanes.selectBranch': defineRoute({
    input: z.strictObject({ id: laneId, messageId, limit: z.number().int().min(1).max(500) }),
    output: lanePageSchema,
  }),

  /** What is on the wire of a reply, without secrets. Null when nothing was kept of it. */
  'messages.inspect': defineRoute({
    input: z.strictObject({ id: messageId }),
    output: z.strictObject({ inspection: inspectionSchema, curl: z.string() }).nullable(),
  }),

  /** What a send would take, cost and run into. Changes nothing. */
  'chat.prepare': defineRoute({
    input: z.strictObject({
      conversationId,
      laneIds: z.array(laneId).min(1).max(8),
      text: z.string().max(maxPromptLength * 8),
      attachments,
    }),
    output: preparationSchema,
  }),
  /** Sends one prompt to the given lanes. Returns once everything is on disk and the replies are on their way. */
  'chat.send': defineRoute({
    input: z.strictObject({
      conversationId,
      turnId: idSchema<TurnId>(),
      laneIds: z.array(laneId).min(1).max(8),
      // Longer prompts reach the handler, so that they get a sentence of their own instead of a schema error.
      text: z.string().max(maxPromptLength * 8),
      attachments: attachments.exactOptional(),
    }),
    output: z.strictObject({ entries: z.array(z.strictObject({ laneId, added: z.array(pathEntrySchema) })) }),
  }),
  /** Sends an earlier prompt again with other words, as a sibling of the first. */
  'chat.editPrompt': defineRoute({
    input: z.strictObject({
      laneId,
      messageId,
      turnId: idSchema<TurnId>(),
      text: z.string().max(maxPromptLength * 8),
      /** Left out: the files of the first prompt go along. */
      attachments: attachments.exactOptional(),
    }),
    output: lanePageSchema,
  }),
  /** Asks again for a reply, as a sibling of the first; with `choice`, from another model. */
  'chat.retry': defineRoute({
    input: z.strictObject({ laneId, messageId, choice: laneChoice.nullable() }),
    output: lanePageSchema,
  }),
  /** Goes on with a reply that was cut: a new reply after it, prompted to continue. */
  'chat.continue': defineRoute({ input: z.strictObject({ laneId, messageId }), output: lanePageSchema }),
  /** Accepts an interrupted reply as it is. */
  'chat.keep': defineRoute({ input: z.strictObject({ messageId }), output: nothing }),
  /** Stops a reply; what has come of it stays. Stopping one that has ended already is no error. */
  'chat.stop': defineRoute({ input: z.strictObject({ messageId }), output: nothing }),

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
