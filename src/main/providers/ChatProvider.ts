/**
 * The port to a model. An adapter speaks one wire, turns its chunks into the events of `shared/stream.ts` and its failures
 * into `AppError`s. It decides that a reply has ended by the protocol's own terminal marker, never because a loop ended.
 */
import type { Connection, ConnectionOf, ConnectionSecret, Provider } from '../../shared/connection.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { StreamEvent } from '../../shared/stream.ts';

/** One message of the context, in neutral form: reasoning is not sent back. */
export interface ContextMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What is asked of a model. `messages` is the path from the root; roles alternate and it ends with a user message. */
export interface ChatRequest {
  readonly modelId: string;
  readonly messages: readonly ContextMessage[];
}

/** What an adapter works with besides the request. */
export interface ProviderContext<P extends Provider = Provider> {
  readonly connection: ConnectionOf<P>;
  /** Null for connections that need none. Never logged, never put into an error. */
  readonly secret: ConnectionSecret | null;
  readonly signal: AbortSignal;
}

/**
 * One wire. `stream` yields `start (delta | usage)* stop` and throws an `AppError` in place of the stop; an aborted signal
 * ends it with `stop: cancelled` and a closed socket. It closes the socket too when the consumer leaves the loop early.
 */
export interface ChatProvider<P extends Provider = Provider> {
  stream(request: ChatRequest, context: ProviderContext<P>): AsyncIterable<StreamEvent>;
  /** The models that the server offers. Throws `AppError`; used as the test of a connection as well. */
  listModels(context: ProviderContext<P>): Promise<readonly ModelInfo[]>;
}

/** Silence that a stream may keep before it counts as stalled, in milliseconds. Null switches the watchdog off. */
export interface StreamPatience {
  readonly firstEventMs: number | null;
  readonly betweenEventsMs: number | null;
}

/** What the composition root hands to the adapters. */
export interface ProviderDependencies {
  readonly clock: Clock;
  readonly patience: StreamPatience;
  /** Goes into the User-Agent of requests. */
  readonly appVersion: string;
}

/** Finds the adapter of a connection; made by `createProviders`. */
export type ProviderFor = <C extends Connection>(connection: C) => ChatProvider<C['provider']>;
