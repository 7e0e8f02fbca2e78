/**
 * The way to servers: through whichever proxy is set, trusting whichever authorities are set, telling a trace of each station.
 * Every adapter and every sign-in goes through here; nobody opens a socket of their own.
 */
import type { Agent } from 'node:https';
import type { WireTrace } from '../inspection/WireTrace.ts';

/** A request as `fetch` takes it, and who wants to hear of it. */
export interface NetworkRequest extends RequestInit {
  readonly trace?: WireTrace | undefined;
}

export interface Network {
  /**
   * As the global `fetch`, through today's proxy and trust. Redirects are never followed unless asked for, and never carry
   * Authorization to another origin. Rejects as `fetch` does; `networkFailure` names the cause.
   */
  fetch(url: string | URL, request?: NetworkRequest): Promise<Response>;
  /**
   * The agent for Node's own http and https towards this URL, for SDKs that bring their own client. Null where nothing but a
   * plain connection with the bundled authorities is needed, so that such a client may speak HTTP/2.
   */
  agentFor(url: URL): Promise<Agent | null>;
}
