import type { Message } from '../../shared/conversation.ts';
import { plainText } from '../../shared/stream.ts';
import type { ContextMessage } from '../providers/ChatProvider.ts';

/**
 * The context of a request: the path from the root to the prompt, in the form every model accepts. Reasoning is left out.
 * A reply that was stopped, interrupted or failed halfway stays, because the person has read it and refers to it; one
 * without a word is left out. What then stands side by side in one role becomes one message; it begins and ends with the
 * user, whatever the path looks like.
 */
export function assembleContext(path: readonly Message[]): readonly ContextMessage[] {
  const context: ContextMessage[] = [];
  for (const message of path) {
    const text = plainText(message.parts);
    const last = context.at(-1);
    if (text.trim() === '' || (last === undefined && message.role === 'assistant')) continue;
    if (last?.role === message.role) {
      context[context.length - 1] = { role: last.role, text: `${last.text}\n\n${text}` };
    } else {
      context.push({ role: message.role, text });
    }
  }
  if (context.at(-1)?.role === 'assistant') context.pop();
  return context;
}
