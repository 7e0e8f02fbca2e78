/**
 * The port to a model. An adapter speaks one wire, turns its chunks into the events of `shared/stream.ts` and its failures
 * into `AppError`s. It decides that a reply has ended by the protocol's own terminal marker, never because a loop ended.
 */
import type { Connection, ConnectionOf, ConnectionSecret, Provider } from '../../shared/connection.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ModelInfo, ModelVerdict } from '../../shared/model.ts';
import type { Parameters } from '../../shared/parameters.ts';
import type { JsonValue, Replay, StreamEvent } from '../../shared/stream.ts';
import type { WireTrace } from '../inspection/WireTrace.ts';
import type { ModelNotes } from '../models/ModelNotes.ts';
import type { Network } from '../network/Network.ts';
import type { AwsSignIn } from './aws/AwsSignIn.ts';

/** A file of the context as it goes on the wire: what a wire does not take has become text before it gets here. */
export interface ContextAttachment {
  readonly kind: 'image' | 'document';
  /** Legal and unique in the request, where the wire asks for that. */
  readonly name: string;
  readonly mediaType: string;
  readonly data: Uint8Array;
}

/** One message of the context, in neutral form. */
export interface ContextMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly attachments?: readonly ContextAttachment[];
  /** A reply in its provider's own form. Sent in place of `text` only where family and model are the same. */
  readonly replay?: Replay;
}

/** Parameters that go into a request's body, merged from conversation and lane. Sent only when set. */
export type RequestParameters = Omit<Parameters, 'system' | 'extraBody' | 'headerNames'>;

/**
 * What is asked of a model. `messages` is the path from the root; roles alternate and it ends with a user message, or, where the
 * wire takes it, with the beginning of the reply.
 */
export interface ChatRequest {
  readonly modelId: string;
  readonly messages: readonly ContextMessage[];
  readonly system?: string;
  readonly parameters?: RequestParameters;
  /** Merged into the body last: a person's own fields win. */
  readonly extraBody?: { readonly [key: string]: JsonValue };
  /** Extra headers. Their values count as secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the catalogue knows of the model; absent where it knows nothing. */
  readonly model?: ModelInfo;
}

/** What an adapter works with besides the request. */
export interface ProviderContext<P extends Provider = Provider> {
  readonly connection: ConnectionOf<P>;
  /** Null for connections that need none. Never logged, never put into an error. */
  readonly secret: ConnectionSecret | null;
  readonly signal: AbortSignal;
  /** Set where the connection leads to a place chosen to fall back on: what is set for the usual place does not hold there. */
  readonly elsewhere?: boolean;
  /** Hears what happens on the wire. */
  readonly trace?: WireTrace;
}

/**
 * One wire. `stream` yields `start (delta | usage)* stop` and throws an `AppError` in place of the stop; an aborted signal
 * ends it with `stop: cancelled` and a closed socket. It closes the socket too when the consumer leaves the loop early.
 */
export interface ChatProvider<P extends Provider = Provider> {
  stream(request: ChatRequest, context: ProviderContext<P>): AsyncIterable<StreamEvent>;
  /** The models that the server offers. Throws `AppError`; used as the test of a connection as well. */
  listModels(context: ProviderContext<P>): Promise<readonly ModelInfo[]>;
  /** Tries one model with a few tokens and says what is the matter. Absent where listing and sending say all there is. */
  probe?(modelId: string, context: ProviderContext<P>): Promise<ModelVerdict>;
}

/** Silence that a stream may keep before it counts as stalled, in milliseconds. Null switches the watchdog off. */
export interface StreamPatience {
  readonly firstEventMs: number | null;
  readonly betweenEventsMs: number | null;
}

/**
 * Asks a person, in a dialog of the system, whether a program may be started with these arguments, and the token that it prints
 * be sent to this origin.
 */
export type ConfirmCommand = (program: string, args: readonly string[], origin: string) => Promise<boolean>;

/** Asks likewise whether a token of this machine's Google sign-in may be sent to an origin that is not Google's. */
export type ConfirmTokenPlace = (origin: string) => Promise<boolean>;

/** What the composition root hands to the adapters. */
export interface ProviderDependencies {
  readonly clock: Clock;
  readonly patience: StreamPatience;
  /** Goes into the User-Agent of requests. */
  readonly appVersion: string;
  readonly network: Network;
  readonly notes: ModelNotes;
  /** Absent where nobody can be asked: then no program is started. */
  readonly confirmCommand?: ConfirmCommand;
  /** Absent where nobody can be asked: then the token goes to Google only. */
  readonly confirmTokenPlace?: ConfirmTokenPlace;
  /** Hears of every token that an adapter fetches, before it is used, so that logs can blank it. */
  readonly onSecret?: (value: string) => void;
  readonly awsSignIn: AwsSignIn;
}

/** Finds the adapter of a connection; made by `createProviders`. */
export type ProviderFor = <C extends Connection>(connection: C) => ChatProvider<C['provider']>;
