/**
 * The one vocabulary in which every provider's reply is told, and the one function that folds it into a message. Main and
 * renderer run the same fold over the same events, so what is shown and what is stored cannot drift apart.
 * Grammar, property-tested on every adapter: start (delta | usage)* stop — or one thrown AppError instead of the stop.
 */

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
}

/** Why a reply ended. `cancelled` is ours; the others come from the wire. */
export type StopReason = 'end' | 'length' | 'tool' | 'filter' | 'context' | 'cancelled';

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
