/**
 * The one vocabulary in which every provider's reply is told, and the one function that folds it into a message. Main and
 * renderer run the same fold over the same events, so what is shown and what is stored cannot drift apart.
 * Grammar, property-tested on every adapter: notice* start (delta | usage | notice | replay)* stop — or one thrown AppError
 * instead of the stop.
 */
import type { ErrorCode } from './errors.ts';

/**
 * Tokens of one reply. `input` EXCLUDES cached tokens whatever the wire says (OpenAI includes them, Converse does not);
 * `output` INCLUDES reasoning.
 */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
  /** The wire said nothing, so the tokens were counted on this machine. */
  readonly estimated?: boolean;
}

/** Why a reply ended. `cancelled` is ours; the others come from the wire. */
export type StopReason = 'end' | 'length' | 'tool' | 'filter' | 'context' | 'cancelled';

/** Any value that JSON can write. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A reply in its provider's own form (signed or encrypted reasoning, thought signatures), kept beside the neutral parts. It is
 * sent back unchanged, and only when the next request goes to the same family and model; otherwise it is left out.
 */
export interface Replay {
  /** The wire and vendor that understand it, such as `converse:anthropic` or `responses:openai`. */
  readonly family: string;
  readonly modelId: string;
  readonly content: JsonValue;
}

/** Something that happened around a reply and that a person should know. Shown with the reply, stored with it. */
export type Notice =
  /** Another try comes after a wait. `until` is in milliseconds since 1970, UTC. */
  | { readonly kind: 'retrying'; readonly attempt: number; readonly until: number; readonly code: ErrorCode }
  /** The model refused a parameter; the request went again without it. */
  | { readonly kind: 'parameter-dropped'; readonly parameter: string }
  /** The model answers on another route than the usual one (Bedrock). */
  | { readonly kind: 'rerouted'; readonly route: string }
  /** The first place failed; this one answered. */
  | {
      readonly kind: 'failed-over';
      readonly region?: string;
      readonly profile?: string;
      readonly code: ErrorCode;
    }
  | { readonly kind: 'signed-in-again' }
  /** A guardrail intervened. `trace` is what the service said of it, as data to display. */
  | { readonly kind: 'guardrail'; readonly trace?: string }
  /** The context did not fit: messages above `firstKeptId` were not sent, or went as a summary. */
  | {
      readonly kind: 'context-cut';
      readonly droppedMessages: number;
      readonly firstKeptId: string;
      readonly summarised: boolean;
    }
  /** A file did not go as it is. */
  | {
      readonly kind: 'attachment-changed';
      readonly name: string;
      readonly change: 'resized' | 'sent-as-text' | 'renamed' | 'left-out';
    };

/** `block` numbers the parts of a reply in the order they began; deltas of one part share it. */
export type StreamEvent =
  | { readonly type: 'start'; readonly model: string; readonly requestId?: string }
  | { readonly type: 'text'; readonly block: number; readonly delta: string }
  | {
      readonly type: 'reasoning';
      readonly block: number;
      readonly delta: string;
      readonly kind: 'summary' | 'raw';
    }
  | { readonly type: 'refusal'; readonly block: number; readonly delta: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'replay'; readonly replay: Replay }
  | { readonly type: 'stop'; readonly reason: StopReason };

/** A piece of a message. A reply's parts stand in the order in which their blocks began. */
export type MessagePart =
  | { readonly type: 'text'; readonly block: number; readonly text: string }
  | {
      readonly type: 'reasoning';
      readonly block: number;
      readonly kind: 'summary' | 'raw';
      readonly text: string;
    }
  | { readonly type: 'refusal'; readonly block: number; readonly text: string };

/** What a stream builds up. The stored assistant message contains exactly these fields. */
export interface ReplyContent {
  readonly parts: readonly MessagePart[];
  readonly usage: Usage | null;
  readonly stopReason: StopReason | null;
  readonly requestId: string | null;
  /** The model id the server said it used, which may be more exact than the one asked for. */
  readonly servedModel: string | null;
  /** In the order in which they came; a wait is replaced by the next one. */
  readonly notices?: readonly Notice[];
  readonly replay?: Replay;
}

/** A reply before its first event. */
export const emptyReply: ReplyContent = {
  parts: [],
  usage: null,
  stopReason: null,
  requestId: null,
  servedModel: null,
};

type DeltaEvent = Extract<StreamEvent, { delta: string }>;

function newPart(event: DeltaEvent): MessagePart {
  return event.type === 'reasoning'
    ? { type: 'reasoning', block: event.block, kind: event.kind, text: event.delta }
    : { type: event.type, block: event.block, text: event.delta };
}

function appendDelta(parts: readonly MessagePart[], event: DeltaEvent): readonly MessagePart[] {
  // The part that grows is nearly always the last, so the search runs from the end.
  const index = parts.findLastIndex((part) => part.block === event.block && part.type === event.type);
  const part = parts[index];
  if (part === undefined) return [...parts, newPart(event)];
  return parts.with(index, { ...part, text: part.text + event.delta });
}

/** A wait is news only until the next one. */
function addNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const kept = notice.kind === 'retrying' ? notices.filter(({ kind }) => kind !== 'retrying') : notices;
  return [...kept, notice];
}

/**
 * Folds one event into a reply. Pure: untouched parts keep their identity, so a renderer can skip them. An empty delta
 * changes nothing. Works on any object that holds a reply's fields and keeps its other fields.
 */
export function reduceStream<T extends ReplyContent>(reply: T, event: StreamEvent): T {
  switch (event.type) {
    case 'start':
      return { ...reply, servedModel: event.model, requestId: event.requestId ?? reply.requestId };
    case 'text':
    case 'reasoning':
    case 'refusal':
      return event.delta === '' ? reply : { ...reply, parts: appendDelta(reply.parts, event) };
    case 'usage':
      return { ...reply, usage: event.usage };
    case 'notice':
      return { ...reply, notices: addNotice(reply.notices ?? [], event.notice) };
    case 'replay':
      return { ...reply, replay: event.replay };
    case 'stop':
      return { ...reply, stopReason: event.reason };
  }
}

/** The plain text of a message: what is searched, copied and sent back as context. Reasoning is not part of it. */
export function plainText(parts: readonly MessagePart[]): string {
  return parts
    .filter((part) => part.type !== 'reasoning')
    .map((part) => part.text)
    .join('\n\n');
}
