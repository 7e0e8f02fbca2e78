import type { Message } from '../../../shared/conversation.ts';
import { plainText } from '../../../shared/stream.ts';
import type { ContextAttachment, ContextMessage } from '../../providers/ChatProvider.ts';

/** A message of a path with what its files have become for the wire: whole files, or text that stands before its words. */
export interface PathMessage {
  readonly message: Message;
  readonly fileText: string;
  readonly attachments: readonly ContextAttachment[];
}

/** Who the context is for. A reply in its provider's own form goes back only to the same family and model. */
export interface ContextTarget {
  readonly replayFamily: string | null;
  readonly modelId: string;
}

/** A message of the context, and the first message of the path that is in it. */
export interface AssembledMessage extends ContextMessage {
  readonly firstId: string;
}

/** A message as it stands, where it has no files or they do not matter. */
export function withoutFiles(message: Message): PathMessage {
  return { message, fileText: '', attachments: [] };
}

function assembled({ message, fileText, attachments }: PathMessage, target: ContextTarget): AssembledMessage {
  const words = plainText(message.parts);
  const text = [fileText, words].filter((part) => part !== '').join('\n\n');
  const replay = message.role === 'assistant' ? message.replay : undefined;
  const understood = replay?.family === target.replayFamily && replay.modelId === target.modelId;
  return {
    role: message.role,
    text,
    firstId: message.id,
    ...(attachments.length > 0 && { attachments }),
    // A reply that was cut has no complete form of its own; its words are all there is.
    ...(understood && message.role === 'assistant' && message.status === 'done' && { replay }),
  };
}

function joined(first: AssembledMessage, second: AssembledMessage): AssembledMessage {
  const attachments = [...(first.attachments ?? []), ...(second.attachments ?? [])];
  return {
    role: first.role,
    text: [first.text, second.text].filter((text) => text.trim() !== '').join('\n\n'),
    firstId: first.firstId,
    ...(attachments.length > 0 && { attachments }),
  };
}

/**
 * The context of a request: the path from the root to the prompt, in the form every model accepts. Reasoning is left out.
 * A reply that was stopped, interrupted or failed halfway stays, because the person has read it and refers to it; one
 * without a word is left out. What then stands side by side in one role becomes one message; it begins and ends with the
 * user, whatever the path looks like.
 */
export function assembleContext(
  path: readonly PathMessage[],
  target: ContextTarget = { replayFamily: null, modelId: '' },
): readonly AssembledMessage[] {
  const context: AssembledMessage[] = [];
  for (const entry of path) {
    const message = assembled(entry, target);
    const last = context.at(-1);
    const empty = message.text.trim() === '' && message.attachments === undefined;
    if (empty || (last === undefined && message.role === 'assistant')) continue;
    if (last?.role === message.role) context[context.length - 1] = joined(last, message);
    else context.push(message);
  }
  if (context.at(-1)?.role === 'assistant') context.pop();
  return context;
}
