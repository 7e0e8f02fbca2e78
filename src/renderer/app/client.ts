/**
 * The typed face of main. Features call `client.request('chat.send', …)` and never touch `window.bridge`. Tests give their
 * stores another `Client`; there is no other way in.
 */
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/routes.ts';
import type { ErrorInfo } from '../../shared/errors.ts';

/** A request that main refused. `info` is safe to show; its sentence comes from the message catalogue by its code. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly info: ErrorInfo;

  constructor(info: ErrorInfo) {
    super(info.message);
    this.info = info;
  }
}

export interface Client {
  /** Throws {@link RequestError}. */
  request<R extends RouteName>(name: R, input: RouteInput<R>): Promise<RouteOutput<R>>;
  /** Returns the function that stops listening. */
  on<E extends EventName>(name: E, callback: (payload: EventPayloads[E]) => void): () => void;
}

/** Wraps the bridge of the preload. */
export function createClient(bridge: Bridge): Client {
  return {
    async request<R extends RouteName>(name: R, input: RouteInput<R>) {
      const result = await bridge.request(name, input);
      if (!result.ok) throw new RequestError(result.error);
      // Main has parsed the output against the same route's schema, so the name decides the type.
      return result.data as RouteOutput<R>;
    },
    on: (name, callback) => bridge.on(name, callback),
  };
}

/** What a caught value tells a person: the error of main, or a defect here. */
export function errorInfoOf(caught: unknown): ErrorInfo {
  if (caught instanceof RequestError) return caught.info;
  return { code: 'internal', message: 'Something went wrong inside Switchyard.', retryable: false };
}
