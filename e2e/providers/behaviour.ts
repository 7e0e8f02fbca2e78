/**
 * What a fake provider can be told to do with one request. A behaviour names what happens in neutral words; the wire that
 * was asked (Responses, Chat Completions, ConverseStream, SageMaker) decides which bytes say it.
 */

/** The wires that stream replies. */
export type WireName = 'responses' | 'chat' | 'converse' | 'sagemaker';

/** Why the fake model stops. Wires without a word for one of them use the nearest that they have. */
export type Finish = 'end' | 'length' | 'filter' | 'tool' | 'context';

/**
 * Tokens in the app's own terms: `input` excludes cached tokens, `output` includes reasoning. Each wire adds them up the way
 * its real server does.
 */
export interface FakeUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

/** The words of a reply. */
export interface FakeReply {
  /** Split into one delta a word. */
  readonly text?: string;
  /** The exact deltas, instead of `text`. */
  readonly pieces?: readonly string[];
  /** This many generated words, instead of `text`: for benches. */
  readonly tokens?: number;
  /** Sent before the text, as a summary on Responses and as plain reasoning elsewhere. */
  readonly reasoning?: string;
  /** A refusal instead of the text, on the wires that know one. */
  readonly refusal?: string;
  readonly finish?: Finish;
  readonly usage?: FakeUsage;
}

/** How the bytes of a reply are cut up and, on the SSE wires, written down. */
export interface Framing {
  /** Writes of exactly this many bytes, wherever they fall: 1 splits every character of several bytes. */
  readonly splitEvery?: number;
  /** Writes that end at these offsets. Offsets out of range or order are ignored. */
  readonly splitAt?: readonly number[];
  readonly newline?: '\n' | '\r\n' | '\r';
  /** A `: comment` line before every event. */
  readonly comments?: 'sent';
  /** Leaves out what closes the stream but is not its terminal marker: `[DONE]`, the last blank line. */
  readonly tail?: 'missing';
}

/** Ways to refuse over HTTP, before any stream. */
export type HttpFailure =
  | 'key-refused'
  | 'session-expired'
  | 'access-denied'
  | 'unknown-model'
  | 'wrong-path'
  | 'context-too-long'
  | 'bad-request'
  | 'rate-limited'
  | 'quota'
  | 'overloaded';

export type Behaviour =
  | ({ readonly kind: 'answer'; readonly tokensPerSecond?: number; readonly framing?: Framing } & FakeReply)
  /** Nothing happens by itself; the test steps the reply with `request.emit`, `finish`, `end` and `cut`. */
  | { readonly kind: 'manual' }
  /** Says the text, then destroys the socket. */
  | { readonly kind: 'cut'; readonly text?: string }
  /** Says the text, then ends the response politely but without the wire's terminal marker. */
  | { readonly kind: 'unfinished'; readonly text?: string }
  /** Falls silent and keeps the socket open: before the headers, before the first event or after the text. */
  | { readonly kind: 'stall'; readonly at: 'headers' | 'first-event' | 'after-text'; readonly text?: string }
  /** Says the text, then an event that is not JSON. */
  | { readonly kind: 'malformed'; readonly text?: string }
  /** Says the text, then an error inside the stream that began with 200. `failed` is Responses' `response.failed`. */
  | {
      readonly kind: 'error-in-stream';
      readonly text?: string;
      readonly failure: 'overloaded' | 'rate-limited' | 'context-too-long';
      readonly form?: 'event' | 'failed';
    }
  /** One event of this many bytes. */
  | { readonly kind: 'huge-event'; readonly bytes: number }
  | { readonly kind: 'http-error'; readonly failure: HttpFailure; readonly retryAfterSeconds?: number }
  /** Status 200 and a page of HTML, as a captive portal or a wrong address gives. */
  | { readonly kind: 'html' }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 307 | 308 }
  | {
      readonly kind: 'raw';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string | Uint8Array;
    };

/** What the model says when a behaviour gives it no words. */
export const defaultText = 'Hello from the fake provider. 🙂 Naïve café, 日本語.';

/** What a reply costs when a behaviour does not say. */
export const defaultUsage: FakeUsage = { input: 11, output: 7, cacheRead: 3 };

const vocabulary =
  'the river runs under a quiet bridge while seven lamps keep watch over its slow water'.split(' ');

function generatedPieces(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const word = vocabulary[(index * 7) % vocabulary.length] ?? 'word';
    return index % 120 === 119 ? `${word}.\n\n` : `${word} `;
  });
}

/** The deltas in which a reply's text is sent. */
export function textPieces(reply: Pick<FakeReply, 'text' | 'pieces' | 'tokens'>): readonly string[] {
  if (reply.pieces !== undefined) return reply.pieces;
  if (reply.tokens !== undefined) return generatedPieces(reply.tokens);
  return (reply.text ?? defaultText).match(/\S+\s*|\s+/gu) ?? [];
}

/** Where in `length` bytes a framing cuts. */
export function cutPoints(framing: Framing, length: number): readonly number[] {
  const { splitEvery, splitAt } = framing;
  const wanted =
    splitEvery === undefined
      ? (splitAt ?? [])
      : Array.from({ length: Math.floor(length / splitEvery) }, (_, index) => (index + 1) * splitEvery);
  return [...new Set(wanted)].filter((point) => point > 0 && point < length).toSorted((a, b) => a - b);
}
