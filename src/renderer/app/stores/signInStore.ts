/**
 * How the sessions of connections stand: told by main unasked, or asked for once where it has said nothing yet. A state that
 * main cannot tell is absent, never guessed.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Connection } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { SignInState } from '../../../shared/signIn.ts';
import { errorInfoOf } from '../client.ts';
import type { Client } from '../client.ts';

export interface SignInsState {
  readonly states: ReadonlyMap<ConnectionId, SignInState>;
  /** Sign-ins that a person takes part in now or has not yet read the failure of; shown wherever they are in the window. */
  readonly attended: ReadonlySet<ConnectionId>;
  /** Takes over what main has told. */
  readonly take: (id: ConnectionId, state: SignInState) => void;
  /** Asks how a connection stands. A failure leaves what is known. */
  readonly ask: (connection: Connection) => Promise<void>;
  /** Begins signing in; how it goes shows in `states`. Never rejects: a refusal is a state as well. */
  readonly begin: (connection: Connection) => Promise<void>;
  /** Gives up waiting for the person. */
  readonly cancel: (id: ConnectionId) => Promise<void>;
  /** The person has seen how it ended. */
  readonly dismiss: (id: ConnectionId) => void;
}

/** A person is needed while one waits; a failure stays in sight only where the person took part. */
function attendedAfter(
  attended: ReadonlySet<ConnectionId>,
  id: ConnectionId,
  kind: SignInState['kind'] | 'begun',
): ReadonlySet<ConnectionId> {
  if (kind === 'failed') return attended;
  const next = new Set(attended);
  if (kind === 'waiting' || kind === 'begun') next.add(id);
  else next.delete(id);
  return next;
}

export function createSignInStore(client: Client): StoreApi<SignInsState> {
  return createStore<SignInsState>()((set, get) => ({
    states: new Map(),
    attended: new Set(),
    take: (id, state) => {
      set((known) => ({
        states: new Map(known.states).set(id, state),
        attended: attendedAfter(known.attended, id, state.kind),
      }));
    },
    ask: async (connection) => {
      const before = get().states.get(connection.id);
      const state = await client.request('signIn.state', { connection }).catch(() => null);
      // What main has told meanwhile is newer than its answer.
      if (state !== null && get().states.get(connection.id) === before) get().take(connection.id, state);
    },
    begin: async (connection) => {
      set((known) => ({ attended: attendedAfter(known.attended, connection.id, 'begun') }));
      try {
        await client.request('signIn.begin', { connection });
      } catch (caught) {
        get().take(connection.id, { kind: 'failed', error: errorInfoOf(caught) });
      }
    },
    cancel: async (id) => {
      get().dismiss(id);
      try {
        await client.request('signIn.cancel', { connectionId: id });
      } catch (caught) {
        get().take(id, { kind: 'failed', error: errorInfoOf(caught) });
      }
    },
    dismiss: (id) => {
      set((known) => ({ attended: attendedAfter(known.attended, id, 'signed-out') }));
    },
  }));
}
