import type { Message } from '../../shared/conversation.ts';
import { plainText } from '../../shared/stream.ts';

/** Most characters that `{{conversation}}` stands for. The end of a longer conversation is taken. */
export const maxConversationText = 200_000;

function said(message: Message): string {
  const text = plainText(message.parts).trim();
  if (text === '') return '';
  return message.role === 'user' ? `User:\n${text}` : `Assistant (${message.model.modelName}):\n${text}`;
}

/** A path as it reads in a prompt: who said what, oldest first. */
export function conversationText(path: readonly Message[]): string {
  const text = path
    .map(said)
    .filter((words) => words !== '')
    .join('\n\n');
  if (text.length <= maxConversationText) return text;
  const end = text.slice(text.length - maxConversationText);
  // Not from the middle of a pair of surrogates.
  return `[…]\n${/^[\uDC00-\uDFFF]/.test(end) ? end.slice(1) : end}`;
}
