/**
 * What was drawn lately, kept within a limit: rows of a list come and go with every scroll and every change of tabs, and what
 * they took long to work out need not be worked out again.
 */
export class Recent<Value> {
  readonly #limit: number;
  /** In the order of their last use. */
  readonly #entries = new Map<string, { readonly value: Value; readonly size: number }>();
  #size = 0;

  /** `limit`: of the sizes of everything that is kept. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** What was kept under this name, which makes it the newest. */
  get(name: string): Value | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.value;
  }

  /** Keeps a value in place of the one before and lets the oldest go. One that is larger than the limit is not kept. */
  set(name: string, value: Value, size: number): void {
    this.#delete(name);
    this.#entries.set(name, { value, size });
    this.#size += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#limit) break;
      this.#delete(oldest);
    }
  }

  #delete(name: string): void {
    this.#size -= this.#entries.get(name)?.size ?? 0;
    this.#entries.delete(name);
  }
}
