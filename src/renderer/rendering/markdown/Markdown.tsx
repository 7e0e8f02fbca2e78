import { useRef, useState } from 'react';
import { BlockRun, runLength } from './BlockRun.tsx';
import { finishBlocks, growBlocks, noBlocks } from './splitBlocks.ts';
import type { Block, BlockState } from './splitBlocks.ts';
import '../rendering.css';

interface ReadBlocks {
  readonly blocks: readonly Block[];
  /** How many of them, from the first on, will not change any more. */
  readonly settled: number;
}

/** The text read so far, kept between renders so that a growing text is read only at its end. */
function useBlocks(source: string, streaming: boolean): ReadBlocks {
  const state = useRef<BlockState>(noBlocks);
  // Growing is pure and remembers only what it was given: a render that is thrown away costs nothing but the reading.
  state.current = growBlocks(state.current, source);
  const { settled, tail } = state.current;
  if (streaming) return { blocks: [...settled, ...tail], settled: settled.length };
  const blocks = finishBlocks(state.current);
  return { blocks, settled: blocks.length };
}

/**
 * Markdown of a message as React elements. While `streaming`, only the last block is read and drawn again, so a selection in
 * what stands above it survives. Links, copying and images go through the `RenderActionsContext`.
 */
export function Markdown({ text, streaming }: { readonly text: string; readonly streaming: boolean }) {
  const { blocks, settled } = useBlocks(text, streaming);
  // What is only read is laid out once; there is nothing to save by letting it sleep.
  const [grows] = useState(streaming);
  const starts = Array.from({ length: Math.ceil(blocks.length / runLength) }, (_, run) => run * runLength);
  return (
    <div className="md" dir="auto">
      {starts.map((start) => {
        const end = start + runLength;
        return (
          <BlockRun
            key={start}
            blocks={blocks.slice(start, end)}
            streaming={streaming && end >= blocks.length}
            maySleep={grows && end <= settled}
          />
        );
      })}
    </div>
  );
}
