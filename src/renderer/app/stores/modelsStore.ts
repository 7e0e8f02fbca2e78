import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import { errorInfoOf } from '../client.ts';
import type { Client } from '../client.ts';

/** The models of one connection, as far as they are known. A refresh keeps showing what was there. */
export type ModelList =
  | { readonly status: 'loading'; readonly models: readonly ModelInfo[] }
  | { readonly status: 'ready'; readonly models: readonly ModelInfo[] }
  | { readonly status: 'failed'; readonly models: readonly ModelInfo[]; readonly error: ErrorInfo };

export interface ModelsState {
  readonly lists: ReadonlyMap<ConnectionId, ModelList>;
  /** Asks for the list unless it is here or on its way; with `refresh`, asks the server again. Never rejects. */
  readonly load: (id: ConnectionId, refresh?: boolean) => Promise<readonly ModelInfo[]>;
  /** Drops what is known of a connection that was changed or deleted. */
  readonly forget: (id: ConnectionId) => void;
}

/** Model lists by connection, asked for when they are first needed and kept for the session. */
export function createModelsStore(client: Client): StoreApi<ModelsState> {
  const underway = new Map<ConnectionId, Promise<readonly ModelInfo[]>>();
  return createStore<ModelsState>()((set, get) => {
    const put = (id: ConnectionId, list: ModelList) => {
      set((state) => ({ lists: new Map(state.lists).set(id, list) }));
    };
    const fetchList = async (id: ConnectionId, refresh: boolean): Promise<readonly ModelInfo[]> => {
      const before = get().lists.get(id)?.models ?? [];
      // An answer that a newer question, or a changed connection, has overtaken must not be shown.
      const isCurrent = () => underway.get(id) === request;
      put(id, { status: 'loading', models: before });
      const request = client.request('connections.models', { id, refresh }).then(
        (models) => {
          if (isCurrent()) put(id, { status: 'ready', models });
          return models;
        },
        (caught: unknown) => {
          if (isCurrent()) put(id, { status: 'failed', models: before, error: errorInfoOf(caught) });
          return before;
        },
      );
      underway.set(id, request);
      return request;
    };
    return {
      lists: new Map(),
      load: (id, refresh = false) => {
        const known = get().lists.get(id);
        const pending = underway.get(id);
        if (!refresh && pending !== undefined && known !== undefined && known.status !== 'failed')
          return pending;
        return fetchList(id, refresh);
      },
      forget: (id) => {
        underway.delete(id);
        set((state) => {
          const lists = new Map(state.lists);
          lists.delete(id);
          return { lists };
        });
      },
    };
  });
}
