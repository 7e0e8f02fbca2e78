import type { Result } from '../result.ts';
import type { EventName, EventPayloads } from './events.ts';
import type { RouteName } from './routes.ts';

/**
 * All that the preload puts on `window.bridge`: two functions. `request` reaches the router in main, which knows only the
 * routes of `routes.ts`; `on` listens to one event and returns the function that stops listening.
 */
export interface Bridge {
  request(name: RouteName, input: unknown): Promise<Result<unknown>>;
  on<E extends EventName>(name: E, callback: (payload: EventPayloads[E]) => void): () => void;
}

/** The two channels that exist between renderer and main. */
export const requestChannel = 'switchyard:request';
export const eventChannel = 'switchyard:event';
