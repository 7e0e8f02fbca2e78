import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { FileDraft } from './FileDraft.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on an element. Tells whether some are held over it at this moment. */
export function useFileDrop(target: RefObject<HTMLElement | null>, draft: FileDraft): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null) return undefined;
    // Every child that the pointer crosses is entered before the last is left.
    let depth = 0;
    const end = () => {
      depth = 0;
      setOver(false);
    };
    const listeners = {
      dragenter: (event: DragEvent) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth += 1;
        setOver(true);
      },
      dragover: (event: DragEvent) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      },
      dragleave: (event: DragEvent) => {
        if (!holdsFiles(event)) return;
        depth -= 1;
        if (depth <= 0) end();
      },
      drop: (event: DragEvent) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        end();
        void draft.add([...(event.dataTransfer?.files ?? [])]);
      },
    };
    element.addEventListener('dragenter', listeners.dragenter);
    element.addEventListener('dragover', listeners.dragover);
    element.addEventListener('dragleave', listeners.dragleave);
    element.addEventListener('drop', listeners.drop);
    return () => {
      element.removeEventListener('dragenter', listeners.dragenter);
      element.removeEventListener('dragover', listeners.dragover);
      element.removeEventListener('dragleave', listeners.dragleave);
      element.removeEventListener('drop', listeners.drop);
    };
  }, [draft, target]);
  return over;
}
