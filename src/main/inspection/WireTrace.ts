/**
 * What happened on the wire for one reply, as the inspector shows it. Whoever sends a request tells a trace of it. Secrets are
 * taken out by the recorder, at the time of writing; nothing that was not redacted is kept.
 */
import type { NetworkHop } from '../../shared/errors.ts';

/** Listens to one reply's requests. No method throws. Times come from the recorder's own clock. */
export interface WireTrace {
  /** A request is about to go. Calls that follow speak of it until the next `request`. `body` is text or absent. */
  request(request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
  }): void;
  /** A station was passed: the name was found, the socket is open, the proxy let through, TLS is up. */
  passed(hop: NetworkHop): void;
  /** The answer's head arrived. */
  response(response: { readonly status: number; readonly headers: Readonly<Record<string, string>> }): void;
  /** The request failed before or after its head, with a short name of the cause (`ECONNRESET`). */
  failed(cause: string): void;
}
