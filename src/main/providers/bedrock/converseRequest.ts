import type { ConverseStreamCommandInput, Message } from '@aws-sdk/client-bedrock-runtime';
import type { ChatRequest, ContextMessage } from '../ChatProvider.ts';

/**
 * Converse accepts neither a blank text, nor two messages of one role in a row, nor an assistant's message first. A path
 * through the tree can hold each of them (a reply that failed before its first word, one kept without its prompt), so it is
 * put right here: blank messages go, neighbours of one role are joined, and what precedes the first prompt goes.
 */
function alternating(messages: readonly ContextMessage[]): readonly Message[] {
  const turns: { readonly role: ContextMessage['role']; readonly texts: string[] }[] = [];
  for (const { role, text } of messages) {
    const last = turns.at(-1);
    if (text.trim() === '' || (last === undefined && role === 'assistant')) continue;
    if (last?.role === role) last.texts.push(text);
    else turns.push({ role, texts: [text] });
  }
  return turns.map(({ role, texts }) => ({ role, content: texts.map((text) => ({ text })) }));
}

/** The body of a ConverseStream request. No parameter is sent that a person did not set: models refuse those they dislike. */
export function toConverseInput(request: ChatRequest): ConverseStreamCommandInput {
  return { modelId: request.modelId, messages: [...alternating(request.messages)] };
}
