/** Stands in for the observer that jsdom lacks, since it lays nothing out: elements have the sizes that a test tells. */
const observers = new Set<ToldSizes>();

class ToldSizes implements ResizeObserver {
  readonly #callback: ResizeObserverCallback;
  readonly #targets = new Set<Element>();

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
    observers.add(this);
  }

  observe(target: Element): void {
    this.#targets.add(target);
  }

  unobserve(target: Element): void {
    this.#targets.delete(target);
  }

  disconnect(): void {
    this.#targets.clear();
    observers.delete(this);
  }

  tell(target: Element, inlineSize: number, blockSize: number): void {
    if (!this.#targets.has(target)) return;
    const size = [{ inlineSize, blockSize }];
    const contentRect = new DOMRect(0, 0, inlineSize, blockSize);
    const sizes = { borderBoxSize: size, contentBoxSize: size, devicePixelContentBoxSize: size };
    this.#callback([{ target, contentRect, ...sizes }], this);
  }
}

globalThis.ResizeObserver = ToldSizes;

/** Tells who observes this element that it has this size now, in pixels. */
export function tellSize(target: Element, inlineSize: number, blockSize: number): void {
  for (const observer of observers) observer.tell(target, inlineSize, blockSize);
}
