/** What the dialogs of saved things do alike: put, delete with a way back, export and import, and tell how it went. */
import { useState } from 'react';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { SavedItem, SavedKind } from '../../../shared/saved.ts';
import { errorInfoOf } from '../client.ts';
import type { SavedTypes } from '../stores/savedStore.ts';
import { useWorkspace } from '../WorkspaceContext.ts';

/** How the last deed went. */
export type LibraryNews =
  | { readonly kind: 'none' }
  | { readonly kind: 'said'; readonly sentence: string }
  | { readonly kind: 'deleted'; readonly sentence: string; readonly saved: SavedItem }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };

/** What a library says of its deeds. */
export interface LibraryWords {
  readonly exported: (fileName: string) => string;
  readonly imported: (count: number) => string;
  readonly deleted: (name: string) => string;
  readonly restored: (name: string) => string;
}

export function useLibrary<K extends SavedKind>(kind: K, words: LibraryWords) {
  const { saved: store } = useWorkspace();
  const [news, setNews] = useState<LibraryNews>({ kind: 'none' });
  const say = (sentence: string) => {
    setNews({ kind: 'said', sentence });
  };
  /** Does something that main may refuse; then the reason is the news and the answer is false. */
  const attempt = async (action: () => Promise<LibraryNews>): Promise<boolean> => {
    try {
      setNews(await action());
      return true;
    } catch (caught) {
      setNews({ kind: 'failed', error: errorInfoOf(caught) });
      return false;
    }
  };
  const deeds = store.getState();
  return {
    news,
    say,
    attempt,
    /** Adds or replaces it; says `sentence` once that is done. */
    put: (saved: SavedItem, sentence?: string) =>
      attempt(async () => {
        await deeds.put(saved);
        return sentence === undefined ? { kind: 'none' } : { kind: 'said', sentence };
      }),
    remove: (saved: SavedItem) =>
      attempt(async () => {
        await deeds.remove(saved.kind, saved.item.id);
        return { kind: 'deleted', saved, sentence: words.deleted(saved.item.name) };
      }),
    /** Brings back what was deleted last. */
    undo: async () => {
      if (news.kind !== 'deleted') return;
      const { saved } = news;
      await attempt(async () => {
        await deeds.put(saved);
        return { kind: 'said', sentence: words.restored(saved.item.name) };
      });
    },
    exportItems: (items: readonly SavedTypes[K][]) =>
      attempt(async () => {
        const fileName = await deeds.exportItems(
          kind,
          items.map(({ id }) => id),
        );
        return fileName === null ? { kind: 'none' } : { kind: 'said', sentence: words.exported(fileName) };
      }),
    importFile: () =>
      attempt(async () => {
        const added = await deeds.importFile(kind);
        return added === null ? { kind: 'none' } : { kind: 'said', sentence: words.imported(added.length) };
      }),
  };
}
