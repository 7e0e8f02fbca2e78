/**
 * What one wire takes of one model, as far as it is documented: the facts that preflight, context assembly and the report on
 * switching share. Sources: providers.md §2–§4 of the design notes and the vendors' API references.
 */

/** Absent members mean that nothing of the kind is taken. */
export interface WireLimits {
  readonly images?: {
    readonly mediaTypes: readonly string[];
    readonly maxCount: number;
    readonly maxBytes: number;
    /** Of all images of a request together, where a vendor bounds that. */
    readonly maxTotalBytes?: number;
    readonly maxEdge: number;
  };
  readonly documents?: {
    readonly mediaTypes: readonly string[];
    readonly maxCount: number;
    readonly maxBytes: number;
    /** Of all documents of a request together, where a vendor bounds that. */
    readonly maxTotalBytes?: number;
    /** Whether names are restricted to letters, digits, single spaces, hyphens and brackets (Converse). */
    readonly names: 'restricted' | 'free';
  };
  /** Whose form of reasoning the wire understands; see `Replay.family`. Null where none is sent back. */
  readonly replayFamily: string | null;
  /** Whether a request may end with the beginning of the reply, which the model goes on from. */
  readonly prefill?: true;
  /** Parameters (their names in `Parameters`) that this wire has no place for, or that the model is known to refuse. */
  readonly refusedParameters: readonly string[];
}
