import { useRef } from 'react';
import { finishBlocks, growBlocks, noBlocks } from './splitBlocks.ts';
import type { Block, BlockState } from './splitBlocks.ts';
import { BlockView } from './BlockView.tsx';
import '../rendering.css';

/** The text read so far, kept between renders so that a growing text is read only at its end. */
function useBlocks(source: string, streaming: boolean): readonly Block[] {
  const state = useRef<BlockState>(noBlocks);
  // Growing is pure and remembers only what it was given: a render that is thrown away costs nothing but the reading.
  state.current = growBlocks(state.current, source);
  return streaming ? [...state.current.settled, ...state.current.tail] : finishBlocks(state.current);
}

/**
 * Markdown of a message as React elements. While `streaming`, only the last block is read and drawn again, so a selection in
 * what stands above it survives. Links, copying and images go through the `RenderActionsContext`.
 */
export function Markdown({ text, streaming }: { readonly text: string; readonly streaming: boolean }) {
  const blocks = useBlocks(text, streaming);
  return (
    <div className="md" dir="auto">
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
}
