import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { RouteInput } from '../../../shared/ipc/routes.ts';
import type { Client } from '../client.ts';

export interface ConnectionsState {
  /** Oldest first, the built-in demo included. */
  readonly connections: readonly Connection[];
  /** Creates or replaces a connection. Rejects with `RequestError`; a refusal changes nothing here. */
  readonly save: (input: RouteInput<'connections.save'>, saved: Connection) => Promise<void>;
  /** Deletes a connection and its key. Rejects with `RequestError`. */
  readonly remove: (id: ConnectionId) => Promise<void>;
}

function withConnection(connections: readonly Connection[], saved: Connection): readonly Connection[] {
  const index = connections.findIndex((known) => known.id === saved.id);
  return index < 0 ? [...connections, saved] : connections.with(index, saved);
}

/** The connections that are configured. Never holds a secret: what was typed passes through `save` and is forgotten. */
export function createConnectionsStore(client: Client): StoreApi<ConnectionsState> {
  return createStore<ConnectionsState>()((set) => ({
    connections: [],
    save: async (input, saved) => {
      await client.request('connections.save', input);
      set((state) => ({ connections: withConnection(state.connections, saved) }));
    },
    remove: async (id) => {
      await client.request('connections.delete', { id });
      set((state) => ({ connections: state.connections.filter((known) => known.id !== id) }));
    },
  }));
}
