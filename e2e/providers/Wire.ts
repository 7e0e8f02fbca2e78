import type { FakeUsage, Finish } from './behaviour.ts';

/** An answer without a stream. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What one reply needs to know of the request that it answers. */
export interface ReplyIdentity {
  readonly id: string;
  readonly model: string;
}

/** Which part of a reply a delta belongs to. */
export type DeltaKind = 'text' | 'reasoning' | 'refusal';

/**
 * Writes one reply in the bytes of one wire. Stateful, since wires repeat at the end what they said before. Every array
 * element is one event of the wire, whole.
 */
export interface WireWriter {
  readonly headers: Readonly<Record<string, string>>;
  /** What comes before the first delta. */
  opening(): readonly Uint8Array[];
  delta(kind: DeltaKind, text: string): readonly Uint8Array[];
  /** Ends the reply with the wire's own terminal marker and its usage. */
  closing(finish: Finish, usage: FakeUsage): readonly Uint8Array[];
  /** An error that arrives inside a stream that began well. */
  failure(
    kind: 'overloaded' | 'rate-limited' | 'context-too-long',
    form: 'event' | 'failed',
  ): readonly Uint8Array[];
  /** An event whose frame is sound and whose content is not JSON. */
  malformed(): Uint8Array;
}
