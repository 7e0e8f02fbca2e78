/**
 * Keeps answers in sight that are shorter than their turn: while a long neighbour is read, a short one stays below the names and does
 * not scroll away with the top of its row. One that is taller than the list is scrolled to its own end first. The style sheet pins; only
 * how far each may scroll has to be measured, because CSS cannot refer to an element's own height.
 */
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Where an element of this height is pinned, in pixels from the top edge of a list of the given height. */
export function pinnedAt(height: number, listHeight: number, headsHeight: number): number {
  return Math.min(headsHeight, listHeight - height);
}

class PinnedCells {
  readonly #cells = new Map<Element, number>();
  readonly #observer: ResizeObserver;
  #list: Element | null = null;
  #listHeight = 0;
  #headsHeight = 0;

  constructor() {
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const height = borderBoxSize[0]?.blockSize ?? 0;
        if (target === this.#list) this.#measureList(height);
        else this.#measure(target, height);
      }
    });
  }

  /** Returns what ends it. */
  readonly attach = (cell: HTMLElement | null): (() => void) | undefined => {
    if (cell === null) return undefined;
    this.#cells.set(cell, 0);
    this.#observer.observe(cell);
    return () => {
      this.#cells.delete(cell);
      this.#observer.unobserve(cell);
    };
  };

  readonly watch = (list: Element): void => {
    this.#list = list;
    this.#observer.observe(list);
  };

  readonly setHeads = (height: number): void => {
    this.#headsHeight = height;
    this.#pinAll();
  };

  readonly end = (): void => {
    this.#observer.disconnect();
  };

  #measureList(height: number): void {
    this.#listHeight = height;
    this.#pinAll();
  }

  #measure(cell: Element, height: number): void {
    this.#cells.set(cell, height);
    this.#pin(cell, height);
  }

  #pinAll(): void {
    for (const [cell, height] of this.#cells) this.#pin(cell, height);
  }

  #pin(cell: Element, height: number): void {
    if (!(cell instanceof HTMLElement) || height === 0) return;
    const top = `${pinnedAt(height, this.#listHeight, this.#headsHeight)}px`;
    if (cell.style.top !== top) cell.style.top = top;
  }
}

/** The ref of a cell's content. */
export type PinCell = (cell: HTMLElement | null) => (() => void) | undefined;

/** The ref of every cell's content in a list whose names are `headsHeight` pixels high. */
export function usePinnedCells(scroller: RefObject<HTMLElement | null>, headsHeight: number): PinCell {
  const [cells] = useState(() => new PinnedCells());
  useEffect(() => {
    if (scroller.current !== null) cells.watch(scroller.current);
    return cells.end;
  }, [cells, scroller]);
  useEffect(() => {
    cells.setHeads(headsHeight);
  }, [cells, headsHeight]);
  return cells.attach;
}
