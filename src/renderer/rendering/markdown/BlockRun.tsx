/**
 * Blocks of a message in runs of a few. While a reply grows, everything that stands in the list is styled, placed and painted
 * with every frame, however far it is out of sight. So a run that is settled sleeps there: the browser keeps its height and
 * leaves the rest alone until it comes near again. Runs and not blocks, because watching one costs about as much as a paragraph.
 */
import { memo, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { BlockView } from './BlockView.tsx';
import type { Block } from './splitBlocks.ts';

/** Blocks in a run. Fewer sleep sooner, more cost less to watch. */
export const runLength = 4;

interface BlockRunProps {
  readonly blocks: readonly Block[];
  /** Whether its last block is growing. */
  readonly streaming: boolean;
  readonly maySleep: boolean;
}

/**
 * Lets an element sleep out of sight from when it has been measured on, so that its height there is the true one. One that
 * gets another width, or other blocks, is woken up and measured again.
 */
function useSleep(element: RefObject<HTMLElement | null>, blocks: readonly Block[], maySleep: boolean): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || !maySleep) return undefined;
    let measuredWidth: number | null = null;
    const wake = (): void => {
      measuredWidth = null;
      delete current.dataset['asleep'];
      current.style.removeProperty('contain-intrinsic-block-size');
    };
    const observer = new ResizeObserver(([entry]) => {
      const size = entry?.borderBoxSize[0];
      if (size === undefined) return;
      if (measuredWidth === null) {
        measuredWidth = size.inlineSize;
        current.style.setProperty('contain-intrinsic-block-size', `auto ${String(size.blockSize)}px`);
        current.dataset['asleep'] = '';
      } else if (measuredWidth !== size.inlineSize) wake();
    });
    observer.observe(current, { box: 'border-box' });
    return () => {
      observer.disconnect();
      wake();
    };
  }, [element, blocks, maySleep]);
}

/** Some blocks one after the other, drawn again only when one of them changes. */
export const BlockRun = memo(
  function BlockRun({ blocks, streaming, maySleep }: BlockRunProps) {
    const element = useRef<HTMLDivElement>(null);
    useSleep(element, blocks, maySleep);
    return (
      <div ref={element} className="md-run">
        {blocks.map((block, index) => (
          <BlockView
            key={block.key}
            token={block.token}
            depth={0}
            streaming={streaming && index === blocks.length - 1}
          />
        ))}
      </div>
    );
  },
  (before, after) =>
    before.streaming === after.streaming &&
    before.maySleep === after.maySleep &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, index) => block === after.blocks[index]),
);
