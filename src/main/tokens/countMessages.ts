/** What crosses between main and the counting worker. Both ends are ours, so the types are the contract. */

/** `id` comes back with the answer. */
export interface CountRequest {
  readonly id: number;
  readonly text: string;
}

export interface CountReply {
  readonly id: number;
  readonly tokens: number;
}
