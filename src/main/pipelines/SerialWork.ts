/** Work on the same thing, one piece after the other in the order in which it was asked for; different things do not wait. */
export class SerialWork<Key> {
  /** The end of the last piece of work on each thing. These never reject. */
  readonly #ends = new Map<Key, Promise<unknown>>();

  /** Resolves and rejects as the work does. Must not be called from within work on the same thing. */
  run<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const before = this.#ends.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const end = result
      .catch(() => undefined)
      .then(() => {
        if (this.#ends.get(key) === end) this.#ends.delete(key);
      });
    this.#ends.set(key, end);
    return result;
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#ends.size > 0) await Promise.all(this.#ends.values());
  }
}
