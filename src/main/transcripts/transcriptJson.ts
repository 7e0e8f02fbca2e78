/**
 * The open format of a conversation, complete enough to be read back: one JSON object
 *
 *     { "format": "switchyard-transcript", "version": 3, "conversation": …, "lanes": […], "messages": […] }
 *
 * whose parts have the shapes of `shared/conversation.ts`. Messages form a tree by `parentId`; a lane's path is followed from
 * its `headId` to the root. Times are milliseconds since 1970, UTC. A change of shape raises `version`; readers refuse what
 * they do not know. Version 2 added files (by name and hash, not their bytes), parameters, notices, costs and replies in their
 * provider's own form; version 3 where words come from (edited, copied, continued), what a prompt brings together, steps of pipelines
 * and how lanes are shown. Everything in an earlier version reads as it is.
 */
import { z } from 'zod';
import { conversationSchema, laneSchema, messageSchema } from '../../shared/conversation.ts';
import type { TranscriptOptions } from '../../shared/ipc/routes.ts';
import { escapeUnseen } from '../files/escapeUnseen.ts';
import type { ConversationArchive } from '../history/History.ts';
import { chosenLanes, pathOf, withoutReasoning } from './transcriptPath.ts';

const transcriptSchema = z.strictObject({
  format: z.literal('switchyard-transcript'),
  version: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  conversation: conversationSchema,
  lanes: z.array(laneSchema),
  messages: z.array(messageSchema),
});

type Transcript = z.infer<typeof transcriptSchema>;

/** One lane's path, or the whole tree. Ends with a line feed. */
export function toJson(
  archive: ConversationArchive,
  { laneId, includeReasoning }: Pick<TranscriptOptions, 'laneId' | 'includeReasoning'>,
): string {
  const lanes = chosenLanes(archive, laneId);
  const messages = laneId === null ? archive.messages : lanes.flatMap((lane) => pathOf(archive, lane.headId));
  const transcript = {
    format: 'switchyard-transcript',
    version: 3,
    conversation: archive.conversation,
    lanes,
    messages: includeReasoning ? messages : messages.map(withoutReasoning),
  } as const;
  return `${escapeUnseen(JSON.stringify(transcript, null, 2))}\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads a transcript back. Null when it is none, or none of this version. */
export function fromJson(text: string): ConversationArchive | null {
  const parsed = transcriptSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { conversation, lanes, messages }: Transcript = parsed.data;
  return { conversation, lanes, messages };
}
