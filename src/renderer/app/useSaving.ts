import { useEffect } from 'react';
import { useWorkspace } from './WorkspaceContext.ts';

/** Writes drafts and tabs whenever the window is left, hidden or closed: the moments after which nothing may run any more. */
export function useSaving(): void {
  const { keeper } = useWorkspace();
  useEffect(() => {
    const flush = () => void keeper.flush();
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flush);
    return () => {
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [keeper]);
}
