/**
 * The domain of history: conversations, their tree of messages, and the lanes that walk it. The schemas are the source of
 * the types; they are used at the bridge and at the database, never in the renderer at run time.
 */
import { z } from 'zod';
import { attachmentRefSchema, maxAttachments } from './attachment.ts';
import { errorCodes, networkHops } from './errors.ts';
import { idSchema } from './idSchema.ts';
import { costSchema } from './money.ts';
import { contextStrategySchema, parametersSchema } from './parameters.ts';
import type { JsonValue } from './stream.ts';
import { maxLanes } from './workspaceLimits.ts';
import type {
  ConnectionId,
  ConversationId,
  DeviceId,
  LaneId,
  MessageId,
  PipelineRunId,
  TurnId,
} from './ids.ts';

/** Longest prompt that is sent, in characters (UTF-16 units). More than any model takes, small enough to stay quick. */
export const maxPromptLength = 2_000_000;
/** Longest draft that is kept, in characters. Larger than a prompt, so that a paste that is too long to send is not lost. */
export const maxDraftLength = 16_000_000;

export const laneIdSchema = idSchema<LaneId>();

/** Milliseconds since 1970, UTC. */
export const timestampSchema = z.number().int().nonnegative();

export const errorInfoSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  retryable: z.boolean(),
  details: z
    .strictObject({
      host: z.string().exactOptional(),
      status: z.number().exactOptional(),
      requestId: z.string().exactOptional(),
      retryAfterSeconds: z.number().exactOptional(),
      providerMessage: z.string().exactOptional(),
      modelId: z.string().exactOptional(),
      region: z.string().exactOptional(),
      profile: z.string().exactOptional(),
      field: z.string().exactOptional(),
      limit: z.number().exactOptional(),
      fileName: z.string().exactOptional(),
      parameter: z.string().exactOptional(),
      hop: z.enum(networkHops).exactOptional(),
      command: z.string().exactOptional(),
      iamAction: z.string().exactOptional(),
    })
    .exactOptional(),
});

export const usageSchema = z.strictObject({
  input: z.number(),
  output: z.number(),
  cacheRead: z.number().exactOptional(),
  cacheWrite: z.number().exactOptional(),
  reasoning: z.number().exactOptional(),
  estimated: z.boolean().exactOptional(),
});

const jsonValueSchema = z.json() as z.ZodType<JsonValue>;

export const replaySchema = z.strictObject({
  family: z.string().max(100),
  modelId: z.string().max(2048),
  content: jsonValueSchema,
});

export const noticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('retrying'),
    attempt: z.number().int(),
    until: timestampSchema,
    code: z.enum(errorCodes),
  }),
  z.strictObject({ kind: z.literal('parameter-dropped'), parameter: z.string().max(200) }),
  z.strictObject({ kind: z.literal('rerouted'), route: z.string().max(200) }),
  z.strictObject({
    kind: z.literal('failed-over'),
    region: z.string().exactOptional(),
    profile: z.string().exactOptional(),
    code: z.enum(errorCodes),
  }),
  z.strictObject({ kind: z.literal('signed-in-again') }),
  z.strictObject({ kind: z.literal('guardrail'), trace: z.string().max(20_000).exactOptional() }),
  z.strictObject({
    kind: z.literal('context-cut'),
    droppedMessages: z.number().int(),
    firstKeptId: z.string(),
    summarised: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('attachment-changed'),
    name: z.string(),
    change: z.enum(['resized', 'sent-as-text', 'renamed', 'left-out']),
  }),
]);

export const stopReasonSchema = z.enum(['end', 'length', 'tool', 'filter', 'context', 'cancelled']);

export const messagePartSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), block: z.number().int(), text: z.string() }),
  z.strictObject({
    type: z.literal('reasoning'),
    block: z.number().int(),
    kind: z.enum(['summary', 'raw']),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('refusal'), block: z.number().int(), text: z.string() }),
]);

const messageBase = {
  id: idSchema<MessageId>(),
  conversationId: idSchema<ConversationId>(),
  /** Null at a root. The path from the root to a message is the context of the next request. */
  parentId: idSchema<MessageId>().nullable(),
  /** Shared by all messages of one broadcast. */
  turnId: idSchema<TurnId>(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  deviceId: idSchema<DeviceId>(),
};

/**
 * A message's part in a run of a pipeline. The input is what the person gave the whole run; each step is a prompt and its reply. A
 * step's prompt stands alone: nothing above it is sent. What comes after the run sees its input and its final reply only.
 */
export const stepSchema = z.strictObject({
  runId: idSchema<PipelineRunId>(),
  role: z.enum(['input', 'step']),
  /** The name of the step; empty for the input. */
  name: z.string().max(60),
  /** Which part of a split text, from 0; null where the step runs once. */
  part: z.number().int().nonnegative().nullable(),
  /** The replies that are the result of the run. */
  final: z.boolean(),
});

/**
 * Where the words of a reply come from when a model has not written all of them: a person changed them, they were copied for
 * another branch, or the reply went on from the words of the one it names.
 */
export const originSchema = z.strictObject({
  kind: z.enum(['edited', 'copied', 'continued']),
  of: idSchema<MessageId>(),
});

export const userMessageSchema = z.strictObject({
  ...messageBase,
  role: z.literal('user'),
  parts: z.array(messagePartSchema),
  attachments: z.array(attachmentRefSchema).max(maxAttachments).exactOptional(),
  /** The replies that this prompt brings together: a synthesis links to them. */
  sources: z.array(idSchema<MessageId>()).min(1).max(maxLanes).exactOptional(),
  step: stepSchema.exactOptional(),
});

/** The model that answered, as it was named on that day: a later rename or a deleted connection does not rewrite history. */
export const modelRefSchema = z.strictObject({
  connectionId: idSchema<ConnectionId>(),
  modelId: z.string().max(2048),
  provider: z.string(),
  modelName: z.string(),
  connectionName: z.string(),
});

export const messageStatusSchema = z.enum(['streaming', 'done', 'cancelled', 'error', 'interrupted']);

export const assistantMessageSchema = z.strictObject({
  ...messageBase,
  role: z.literal('assistant'),
  /** The lane that asked for this reply; siblings of one lane are its retries. */
  laneId: idSchema<LaneId>(),
  status: messageStatusSchema,
  model: modelRefSchema,
  parts: z.array(messagePartSchema),
  usage: usageSchema.nullable(),
  stopReason: stopReasonSchema.nullable(),
  requestId: z.string().nullable(),
  servedModel: z.string().nullable(),
  notices: z.array(noticeSchema).readonly().exactOptional(),
  replay: replaySchema.exactOptional(),
  /** Absent while nothing was used, and when the price was not known on that day. */
  cost: costSchema.exactOptional(),
  origin: originSchema.exactOptional(),
  step: stepSchema.exactOptional(),
  /** Set when status is `error`, and on an interrupted reply whose cause is known. */
  error: errorInfoSchema.nullable(),
  /** When the request was sent, when its first delta came, when it ended. */
  timing: z.strictObject({
    startedAt: timestampSchema,
    firstDeltaAt: timestampSchema.nullable(),
    endedAt: timestampSchema.nullable(),
  }),
});

export const messageSchema = z.discriminatedUnion('role', [userMessageSchema, assistantMessageSchema]);

/** One model's path through a conversation. `headId` is the leaf that the path ends in, null while it is empty. */
export const laneSchema = z.strictObject({
  id: idSchema<LaneId>(),
  conversationId: idSchema<ConversationId>(),
  position: z.number().int().nonnegative(),
  connectionId: idSchema<ConnectionId>().nullable(),
  modelId: z.string().max(2048).nullable(),
  headId: idSchema<MessageId>().nullable(),
  parameters: parametersSchema.exactOptional(),
});

/** How a conversation's lanes are shown. Kept with it, so that a tab comes back as it was. */
export const conversationViewSchema = z.strictObject({
  layout: z.enum(['columns', 'grid', 'focus']).default('columns'),
  /** `synced` lines the turns up across the lanes under one scroller; `free` gives each lane its own. */
  scrolling: z.enum(['synced', 'free']).default('free'),
  /** The large lane of the focus layout; the first one when it is absent or gone. */
  focusedLaneId: laneIdSchema.exactOptional(),
  /** Names are hidden and lanes stand in this order until the turn is voted on. */
  blind: z.strictObject({ order: z.array(laneIdSchema).max(maxLanes) }).exactOptional(),
});

export const conversationSchema = z.strictObject({
  id: idSchema<ConversationId>(),
  title: z.string().max(500),
  /** `auto` titles follow the first prompt until a person names the conversation. */
  titleSource: z.enum(['auto', 'user']),
  pinned: z.boolean(),
  /** When it was put in the trash, or null. */
  trashedAt: timestampSchema.nullable(),
  parameters: parametersSchema.exactOptional(),
  contextStrategy: contextStrategySchema.exactOptional(),
  view: conversationViewSchema.exactOptional(),
  /** Kept in memory only, until a person keeps it: nothing of it is ever on disk. */
  temporary: z.literal(true).exactOptional(),
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  deviceId: idSchema<DeviceId>(),
});

/** A message on a lane's path together with its alternatives (itself included), oldest first: what `‹ 2/3 ›` walks. */
export const pathEntrySchema = z.strictObject({
  message: messageSchema,
  siblingIds: z.array(idSchema<MessageId>()),
});

/** The newest part of a lane's path, oldest first. `hasMore` says that there is something above it. */
export const pathPageSchema = z.strictObject({ entries: z.array(pathEntrySchema), hasMore: z.boolean() });

export type Step = z.infer<typeof stepSchema>;
export type Origin = z.infer<typeof originSchema>;
export type ConversationView = z.infer<typeof conversationViewSchema>;
export type Usage = z.infer<typeof usageSchema>;
export type ModelRef = z.infer<typeof modelRefSchema>;
export type MessageStatus = z.infer<typeof messageStatusSchema>;
export type UserMessage = z.infer<typeof userMessageSchema>;
export type AssistantMessage = z.infer<typeof assistantMessageSchema>;
export type Message = z.infer<typeof messageSchema>;
export type Lane = z.infer<typeof laneSchema>;
export type Conversation = z.infer<typeof conversationSchema>;
export type PathEntry = z.infer<typeof pathEntrySchema>;
export type PathPage = z.infer<typeof pathPageSchema>;
