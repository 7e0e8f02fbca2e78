/** A prompt on its way: prepared, sent, tried again, stopped. */
import { z } from 'zod';
import { maxPromptLength, pathEntrySchema } from '../../conversation.ts';
import { idSchema } from '../../idSchema.ts';
import type { TurnId } from '../../ids.ts';
import { preparationSchema } from '../../preparation.ts';
import { maxLanes } from '../../workspaceLimits.ts';
import { defineRoute } from '../define.ts';
import type { RouteDefinition } from '../define.ts';
import {
  nothing,
  conversationId,
  laneId,
  messageId,
  lanePageSchema,
  attachments,
  laneChoice,
} from './shapes.ts';

export const chatRoutes = {
  /** What a send would take, cost and run into. Changes nothing. */
  'chat.prepare': defineRoute({
    input: z.strictObject({
      conversationId,
      laneIds: z.array(laneId).min(1).max(maxLanes),
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
      laneIds: z.array(laneId).min(1).max(maxLanes),
      // Longer prompts reach the handler, so that they get a sentence of their own instead of a schema error.
      text: z.string().max(maxPromptLength * 8),
      attachments: attachments.exactOptional(),
      /** The replies that the prompt brings together. */
      sources: z.array(messageId).min(1).max(maxLanes).exactOptional(),
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
  /**
   * Goes on with a reply that was cut. Where the model takes the beginning of its own answer, as a sibling that begins with the
   * words so far; else as a new reply after it, prompted to continue.
   */
  'chat.continue': defineRoute({ input: z.strictObject({ laneId, messageId }), output: lanePageSchema }),
  /** Accepts an interrupted reply as it is. */
  'chat.keep': defineRoute({ input: z.strictObject({ messageId }), output: nothing }),
  /** Stops a reply; what has come of it stays. Stopping one that has ended already is no error. */
  'chat.stop': defineRoute({ input: z.strictObject({ messageId }), output: nothing }),
} satisfies Record<string, RouteDefinition>;
