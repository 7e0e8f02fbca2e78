/**
 * A conversation as Markdown to be read: one heading a message with who, what model and when (ISO 8601, UTC), its text in a
 * block quote beneath. Several lanes follow one another, each under a heading of its own.
 */
import type { AssistantMessage, Lane, Message } from '../../shared/conversation.ts';
import type { TranscriptOptions } from '../../shared/ipc/routes.ts';
import { plainText } from '../../shared/stream.ts';
import type { ConversationArchive } from '../history/History.ts';
import { plainMarkdown, quoteMarkdown } from './inertMarkdown.ts';
import { chosenLanes, pathOf } from './transcriptPath.ts';

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** A sentence for every reply that did not end by itself. */
function ending({ status, stopReason, error }: AssistantMessage): string | null {
  switch (status) {
    case 'streaming':
      return 'Still being written.';
    case 'cancelled':
      return 'Stopped.';
    case 'interrupted':
      return 'Interrupted.';
    case 'error':
      return `Failed: ${error?.code ?? 'internal'}.`;
    case 'done':
      if (stopReason === 'length' || stopReason === 'context') return 'Cut at the length limit.';
      return stopReason === 'filter' ? 'Cut by the provider’s filter.' : null;
  }
}

/** Says where a reply has not seen all that stands above it. */
function unsent({ notices = [] }: AssistantMessage): readonly string[] {
  return notices.flatMap((notice) =>
    notice.kind === 'context-cut'
      ? [
          `*${notice.droppedMessages} earlier messages were ${notice.summarised ? 'sent as a summary' : 'not sent'}.*`,
        ]
      : [],
  );
}

/** A model has not written these words, although the heading names it. */
function authorship({ origin }: AssistantMessage): readonly string[] {
  return origin?.kind === 'edited' ? ['*Edited by you.*'] : [];
}

function reasoningOf(message: Message): string {
  return message.parts
    .filter((part) => part.type === 'reasoning')
    .map((part) => part.text)
    .join('\n\n');
}

function describeMessage(message: Message, heading: string, includeReasoning: boolean): readonly string[] {
  const text = plainText(message.parts);
  const body = text.trim() === '' ? [] : [quoteMarkdown(text)];
  if (message.role === 'user') {
    const files = (message.attachments ?? []).map(({ name }) => plainMarkdown(name));
    const attached = files.length === 0 ? [] : [`*Attached: ${files.join(', ')}*`];
    return [`${heading} You · ${iso(message.createdAt)}`, ...attached, ...body];
  }
  const { modelName, connectionName } = message.model;
  const reasoning = includeReasoning ? reasoningOf(message) : '';
  const details = ['<details>\n<summary>Reasoning</summary>', quoteMarkdown(reasoning), '</details>'];
  const sentence = ending(message);
  return [
    `${heading} ${plainMarkdown(modelName)} · ${plainMarkdown(connectionName)} · ${iso(message.createdAt)}`,
    ...authorship(message),
    ...unsent(message),
    ...(reasoning.trim() === '' ? [] : details),
    ...body,
    ...(sentence === null ? [] : [`*${sentence}*`]),
  ];
}

/** The model that answered last in a lane, which is what people call it by. */
function laneName(path: readonly Message[], lane: Lane): string {
  const reply = path.findLast((message) => message.role === 'assistant');
  return plainMarkdown(reply?.role === 'assistant' ? reply.model.modelName : (lane.modelId ?? 'no model'));
}

/** One lane's path, or every lane one after the other. Ends with a line feed. */
export function toMarkdown(
  archive: ConversationArchive,
  { laneId, includeReasoning }: Pick<TranscriptOptions, 'laneId' | 'includeReasoning'>,
): string {
  const { title, createdAt } = archive.conversation;
  const lanes = chosenLanes(archive, laneId);
  const heading = lanes.length > 1 ? '###' : '##';
  const sections = lanes.flatMap((lane, index) => {
    const path = pathOf(archive, lane.headId);
    const messages = path.flatMap((message) => describeMessage(message, heading, includeReasoning));
    return lanes.length > 1 ? [`## Lane ${index + 1}: ${laneName(path, lane)}`, ...messages] : messages;
  });
  const name = plainMarkdown(title);
  const blocks = [`# ${name === '' ? 'Conversation' : name}`, `Begun ${iso(createdAt)}`, ...sections];
  return `${blocks.join('\n\n')}\n`;
}
