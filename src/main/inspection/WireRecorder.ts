/** Writes down what goes over the wire for one reply. What it holds is free of secrets at any time, not only at the end. */
import type { Clock } from '../../shared/clock.ts';
import type { NetworkHop } from '../../shared/errors.ts';
import type { Inspection, WireRequest } from '../../shared/inspection.ts';
import { hideInBody, hideInUrl, hideRequestHeaders, hideResponseHeaders } from './hideSecrets.ts';
import type { SecretBlanker } from './hideSecrets.ts';
import type { WireTrace } from './WireTrace.ts';

/** A reply is tried again a few times at most; what comes after is not kept. */
const maxRequests = 20;
const maxBodyCharacters = 1_000_000;
const maxUrlCharacters = 4096;
const maxHeaderCharacters = 8192;

/** When a reply showed itself, in milliseconds since 1970; null for what did not happen. */
export interface ReplyTimes {
  readonly firstDeltaAt: number | null;
  readonly endedAt: number | null;
}

function cut(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.slice(0, maxHeaderCharacters)]),
  );
}

export class WireRecorder implements WireTrace {
  readonly #clock: Clock;
  readonly #blanker: SecretBlanker;
  readonly #requests: WireRequest[] = [];
  #startedAt: number | null = null;
  #dropping = false;

  constructor(clock: Clock, blanker: SecretBlanker) {
    this.#clock = clock;
    this.#blanker = blanker;
  }

  request({ method, url, headers, body }: Parameters<WireTrace['request']>[0]): void {
    this.#dropping = this.#requests.length >= maxRequests;
    this.#startedAt ??= this.#clock.now();
    if (this.#dropping) return;
    this.#requests.push({
      method: method.slice(0, 20),
      url: hideInUrl(url, this.#blanker).slice(0, maxUrlCharacters),
      headers: cut(hideRequestHeaders(headers, this.#blanker)),
      body: body === undefined ? null : hideInBody(body, maxBodyCharacters, this.#blanker),
      startedMs: this.#elapsed(),
      hops: [],
      response: null,
      failure: null,
    });
  }

  passed(hop: NetworkHop): void {
    const atMs = this.#elapsed();
    this.#change(({ hops }) => ({ hops: [...hops, { hop, atMs }] }));
  }

  response({ status, headers }: Parameters<WireTrace['response']>[0]): void {
    const kept = cut(hideResponseHeaders(headers, this.#blanker));
    const response = { status: Math.trunc(status), headers: kept, atMs: this.#elapsed() };
    this.#change(() => ({ response }));
  }

  failed(cause: string): void {
    this.#change(() => ({ failure: this.#blanker.blankSecrets(cause).slice(0, 200) }));
  }

  /** What was written down; null when no request was made. */
  finish({ firstDeltaAt, endedAt }: ReplyTimes): Inspection | null {
    const startedAt = this.#startedAt;
    if (startedAt === null) return null;
    const since = (at: number | null): number | null => (at === null ? null : Math.max(0, at - startedAt));
    return { requests: [...this.#requests], firstDeltaMs: since(firstDeltaAt), endedMs: since(endedAt) };
  }

  #elapsed(): number {
    return Math.max(0, this.#clock.now() - (this.#startedAt ?? this.#clock.now()));
  }

  /** Changes the newest request. Before the first one there is nothing to change. */
  #change(change: (request: WireRequest) => Partial<WireRequest>): void {
    const last = this.#requests.at(-1);
    if (last === undefined || this.#dropping) return;
    this.#requests[this.#requests.length - 1] = { ...last, ...change(last) };
  }
}
