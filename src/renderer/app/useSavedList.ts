import { useEffect } from 'react';
import type { SavedKind } from '../../shared/saved.ts';
import type { SavedList, SavedTypes } from './stores/savedStore.ts';
import { useSaved, useWorkspace } from './WorkspaceContext.ts';

/** The saved items of a kind, read when the first component asks for them. */
export function useSavedList<K extends SavedKind>(kind: K): SavedList<SavedTypes[K]> {
  const { saved } = useWorkspace();
  useEffect(() => {
    void saved.getState().load(kind);
  }, [saved, kind]);
  return useSaved((state) => state.lists[kind]);
}
