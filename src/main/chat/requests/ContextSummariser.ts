/**
 * Puts what no longer fits into a few words, written by the model that the person chose for it. A summary is made once for the
 * same stretch of a conversation and kept while the app runs, so a long chat does not pay for it with every prompt.
 */
import { AppError } from '../../../shared/errors.ts';
import type { ConnectionId, ConversationId } from '../../../shared/ids.ts';
import type { Connection, ConnectionSecret } from '../../../shared/connection.ts';
import type { ContextStrategy } from '../../../shared/parameters.ts';
import type { Usage } from '../../../shared/stream.ts';
import type { ProviderFor } from '../../providers/ChatProvider.ts';
import type { AssembledMessage } from './assembleContext.ts';

interface SummariserOptions {
  readonly providerFor: ProviderFor;
  readonly secretFor: (connection: Connection) => Promise<ConnectionSecret | null>;
  /** Rejects with `connection/not-found`. */
  readonly connectionOf: (id: ConnectionId) => Promise<Connection>;
  /** Counts what a summary has used, also where the server did not say it (null). Must not reject. */
  readonly account: (spent: SummarySpending) => Promise<void>;
}

/** What a summary was asked of, and what came of it. */
export interface SummarySpending {
  readonly conversationId: ConversationId;
  readonly connection: Connection;
  readonly modelId: string;
  readonly asked: readonly string[];
  readonly written: string;
  readonly usage: Usage | null;
}

/** What is put into a few words. */
interface Summarised {
  readonly messages: readonly AssembledMessage[];
  readonly conversationId: ConversationId;
}

type Summarise = Extract<ContextStrategy, { kind: 'summarise' }>;

/** What the summarising model is told. Stands after the conversation, as its last prompt. */
const instruction =
  'Summarise the conversation so far for somebody who will go on with it. Keep names, numbers, decisions, code that is ' +
  'still needed and open questions. Write only the summary, in the language of the conversation.';

const keptSummaries = 50;

export class ContextSummariser {
  readonly #options: SummariserOptions;
  readonly #summaries = new Map<string, string>();

  constructor(options: SummariserOptions) {
    this.#options = options;
  }

  /** The summary of `messages`, which begin with the user and end with the assistant. Rejects with what the model rejects with. */
  async summary(
    { messages, conversationId }: Summarised,
    strategy: Summarise,
    signal: AbortSignal,
  ): Promise<string> {
    const ends = [messages.at(0)?.firstId, messages.at(-1)?.firstId, messages.length];
    const key = [strategy.connectionId, strategy.modelId, ...ends].join(' ');
    const known = this.#summaries.get(key);
    if (known !== undefined) return known;
    const text = await this.#ask({ messages, conversationId }, strategy, signal);
    this.#summaries.set(key, text);
    const [oldest] = this.#summaries.keys();
    if (this.#summaries.size > keptSummaries && oldest !== undefined) this.#summaries.delete(oldest);
    return text;
  }

  async #ask(
    { messages, conversationId }: Summarised,
    { connectionId, modelId }: Summarise,
    signal: AbortSignal,
  ): Promise<string> {
    const { providerFor, secretFor, connectionOf, account } = this.#options;
    const connection = await connectionOf(connectionId);
    const secret = await secretFor(connection);
    const words = messages.map(({ role, text }) => ({ role, text }));
    const request = { modelId, messages: [...words, { role: 'user', text: instruction } as const] };
    let text = '';
    let usage: Usage | null = null;
    try {
      for await (const event of providerFor(connection).stream(request, { connection, secret, signal })) {
        if (event.type === 'stop') break;
        if (event.type === 'text') text += event.delta;
        if (event.type === 'usage') usage = event.usage;
      }
    } finally {
      // What was cut is paid for as well; what was refused is not.
      if (usage !== null || text !== '') {
        const asked = request.messages.map((message) => message.text);
        await account({ conversationId, connection, modelId, asked, written: text, usage });
      }
    }
    if (text.trim() === '') {
      throw new AppError('provider/unexpected-reply', 'The model that summarises said nothing.', {
        details: { modelId },
      });
    }
    return text;
  }
}
