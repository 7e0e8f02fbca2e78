/**
 * What a person has saved to use again, by kind. A list is read when something first needs it, and again whenever main tells
 * that it changed; the history in main is the truth, this is what of it is in sight.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { Pipeline } from '../../../shared/pipeline.ts';
import type { ModelSet, SavedItem, SavedKind, SavedPrompt } from '../../../shared/saved.ts';
import { errorInfoOf } from '../client.ts';
import type { Client } from '../client.ts';

/** What the items of a kind are. */
export interface SavedTypes {
  readonly 'model-set': ModelSet;
  readonly prompt: SavedPrompt;
  readonly pipeline: Pipeline;
}

/** The items of one kind, in the order in which they were made. A new reading keeps showing what was there. */
export type SavedList<T> =
  | { readonly status: 'idle' | 'loading' | 'ready'; readonly items: readonly T[] }
  | { readonly status: 'failed'; readonly items: readonly T[]; readonly error: ErrorInfo };

export interface SavedState {
  readonly lists: { readonly [K in SavedKind]: SavedList<SavedTypes[K]> };
  /** Reads the list unless it is here or on its way. Never rejects: a failure is the list's status, and the next load tries again. */
  readonly load: <K extends SavedKind>(kind: K) => Promise<readonly SavedTypes[K][]>;
  /** Reads a list again that somebody has needed before. */
  readonly refresh: (kind: SavedKind) => void;
  /** Adds it, or replaces the one with its id. Rejects with `RequestError`; a refusal changes nothing here. */
  readonly put: (saved: SavedItem) => Promise<void>;
  /** Rejects with `RequestError`. */
  readonly remove: (kind: SavedKind, id: string) => Promise<void>;
  /** Writes items to a file that the person names; gives the file's name, null when they closed the dialog. Rejects with `RequestError`. */
  readonly exportItems: (kind: SavedKind, ids: readonly string[]) => Promise<string | null>;
  /** Adds what is in a file that the person chooses; null when they closed the dialog. Rejects with `RequestError`. */
  readonly importFile: <K extends SavedKind>(kind: K) => Promise<readonly SavedTypes[K][] | null>;
}

/** The items of a kind out of what main sent. */
function itemsOf<K extends SavedKind>(kind: K, saved: readonly SavedItem[]): readonly SavedTypes[K][] {
  // The kind of an entry decides the type of its item, which a filter cannot tell the compiler.
  return saved.filter((entry) => entry.kind === kind).map(({ item }) => item as SavedTypes[K]);
}

function withItem<T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] {
  const index = items.findIndex(({ id }) => id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

const nothingYet = { status: 'idle', items: [] } as const;

export function createSavedStore(client: Client): StoreApi<SavedState> {
  /** The newest reading of each kind: an answer that it has overtaken is not shown. */
  const readings = new Map<SavedKind, Promise<unknown>>();

  return createStore<SavedState>()((set, get) => {
    const show = <K extends SavedKind>(kind: K, list: SavedList<SavedTypes[K]>): void => {
      set((state) => ({ lists: { ...state.lists, [kind]: list } }));
    };
    const change = <K extends SavedKind>(
      kind: K,
      step: (items: readonly SavedTypes[K][]) => readonly SavedTypes[K][],
    ): void => {
      const list: SavedList<SavedTypes[K]> = get().lists[kind];
      if (list.status !== 'idle') show(kind, { ...list, items: step(list.items) });
    };
    const add = <K extends SavedKind>(kind: K, saved: readonly SavedItem[]): readonly SavedTypes[K][] => {
      const added = itemsOf(kind, saved);
      change(kind, (items) => added.reduce(withItem, items));
      return added;
    };
    const read = <K extends SavedKind>(kind: K): Promise<readonly SavedTypes[K][]> => {
      const isNewest = (): boolean => readings.get(kind) === reading;
      const list: SavedList<SavedTypes[K]> = get().lists[kind];
      show(kind, { status: 'loading', items: list.items });
      const reading = client.request('saved.list', { kind }).then(
        (saved) => {
          const items = itemsOf(kind, saved);
          if (isNewest()) show(kind, { status: 'ready', items });
          return items;
        },
        (caught: unknown) => {
          const { items } = get().lists[kind];
          if (isNewest()) show(kind, { status: 'failed', items, error: errorInfoOf(caught) });
          return items;
        },
      );
      readings.set(kind, reading);
      return reading;
    };
    return {
      lists: { 'model-set': nothingYet, prompt: nothingYet, pipeline: nothingYet },
      load: async (kind) => {
        const { status, items } = get().lists[kind];
        if (status === 'ready') return items;
        await (status === 'loading' ? readings.get(kind) : read(kind));
        return get().lists[kind].items;
      },
      refresh: (kind) => {
        if (get().lists[kind].status !== 'idle') void read(kind);
      },
      put: async (saved) => {
        await client.request('saved.put', saved);
        add(saved.kind, [saved]);
      },
      remove: async (kind, id) => {
        await client.request('saved.delete', { kind, id });
        change(kind, (items) => items.filter((item) => item.id !== id));
      },
      exportItems: async (kind, ids) => {
        const written = await client.request('saved.export', { kind, ids: [...ids] });
        return written?.fileName ?? null;
      },
      importFile: async (kind) => {
        const imported = await client.request('saved.import', { kind });
        if (imported === null) return null;
        return add(kind, imported.added);
      },
    };
  });
}
