import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

interface Floor {
  stream(perSecond: number, words: readonly string[]): Promise<void>;
  onDelta(callback: (text: string) => void): void;
  onEnd(callback: () => void): void;
}

declare global {
  interface Window {
    readonly floor: Floor;
    floorEnded: boolean;
  }
}

/** Appends text to plain paragraphs: what streaming costs when nothing is done with the text. */
function appendTo(container: HTMLElement): (text: string) => void {
  let paragraph = container.appendChild(document.createElement('p'));
  return (text) => {
    for (const [index, piece] of text.split('\n\n').entries()) {
      if (index > 0) paragraph = container.appendChild(document.createElement('p'));
      paragraph.append(piece);
    }
    container.scrollTop = container.scrollHeight;
  };
}

function Page() {
  const [output, setOutput] = useState<HTMLDivElement | null>(null);
  useEffect(() => {
    if (output === null) return;
    window.floor.onDelta(appendTo(output));
    window.floor.onEnd(() => {
      window.floorEnded = true;
    });
    performance.mark('switchyard:usable');
  }, [output]);
  return (
    <main>
      <div ref={setOutput} role="log" style={{ height: '80vh', overflow: 'auto' }} />
      <textarea aria-label="Message" />
    </main>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
}
