/**
 * Decides how a server is reached under one set of settings. What runs on this machine never goes through a proxy. A proxy
 * that is set here and cannot be read or found is a failure, not a direct connection: nothing leaves by a way that was not
 * meant. Only a script of the system's own settings is passed over when it fails, as every browser does.
 */
import { isLoopback } from '../../shared/loopback.ts';
import type { ProxySettings } from '../../shared/network.ts';
import { isBypassed } from './bypassList.ts';
import { environmentProxy } from './environmentProxy.ts';
import type { Environment } from './environmentProxy.ts';
import { HopFailure } from './HopFailure.ts';
import { PacScript } from './PacScript.ts';
import type { PacScriptOptions } from './PacScript.ts';
import { directRoute, parseProxyList, parseProxyUrl } from './ProxyRoute.ts';
import type { ProxyRoute } from './ProxyRoute.ts';

/** Asks the operating system for the way to a URL. Answers as a PAC script does (`PROXY host:port; DIRECT`). */
export type ResolveSystemProxy = (url: string) => Promise<string>;

/** Tells the address of the proxy script that the system's settings name, or null. */
export type FindSystemScript = () => Promise<string | null>;

export interface RouteFinderOptions extends PacScriptOptions {
  readonly resolveSystemProxy: ResolveSystemProxy;
  readonly findSystemScript: FindSystemScript;
  readonly environment: Environment;
  /** Hears of a password that the environment holds, so that logs can blank it. */
  readonly onSecret: (value: string) => void;
}

/** How long the system may think about it, in milliseconds. */
const systemPatienceMs = 5000;
/** How long the system is believed about its script, in milliseconds. */
const systemScriptHoldsMs = 5 * 60_000;

export class RouteFinder {
  readonly #proxy: ProxySettings;
  readonly #options: RouteFinderOptions;
  readonly #script: PacScript | null;
  #systemScript: { readonly at: number; readonly script: Promise<PacScript | null> } | null = null;

  constructor(proxy: ProxySettings, options: RouteFinderOptions) {
    this.#proxy = proxy;
    this.#options = options;
    this.#script = proxy.kind === 'pac' ? new PacScript(proxy.url, options) : null;
  }

  /** The ways to a URL, the best first, at least one. Throws a `HopFailure` at `proxy`. */
  async routesTo(url: URL): Promise<readonly ProxyRoute[]> {
    if (isLoopback(url.hostname)) return [directRoute];
    switch (this.#proxy.kind) {
      case 'none':
        return [directRoute];
      case 'manual': {
        if (isBypassed(url, this.#proxy.bypass)) return [directRoute];
        const proxy = parseProxyUrl(this.#proxy.url);
        // A password belongs into the keychain, not into the settings.
        if (proxy === null || proxy.credentials !== null) throw new HopFailure('proxy', 'PROXY_URL_INVALID');
        return [proxy];
      }
      case 'pac':
        return this.#script === null ? [directRoute] : this.#script.routesTo(url);
      case 'system':
        return this.#systemRoutes(url);
    }
  }

  /** Ends what runs for these settings, once it has answered. */
  retire(): void {
    this.#script?.retire();
    this.#retireSystemScript();
  }

  #retireSystemScript(): void {
    void this.#systemScript?.script.then((script) => script?.retire());
    this.#systemScript = null;
  }

  /**
   * The environment first: it was set for programs like this one, holds passwords, and Chromium reads it in part only (not on
   * GNOME, and `all_proxy` as if it were always http).
   */
  async #systemRoutes(url: URL): Promise<readonly ProxyRoute[]> {
    const { environment, onSecret } = this.#options;
    const route = environmentProxy(url, environment);
    if (route !== null) {
      if (route.kind !== 'direct' && route.credentials !== null) onSecret(route.credentials.password);
      return [route];
    }
    const routes = parseProxyList(await this.#askSystem(url));
    if (routes === null) throw new HopFailure('proxy', 'SYSTEM_UNREADABLE');
    if (routes.some(({ kind }) => kind !== 'direct')) return routes;
    const script = await this.#findSystemScript();
    if (script === null) return routes;
    try {
      return await script.routesTo(url);
    } catch {
      // As browsers do: a laptop away from its company does not reach the script, and needs no proxy there.
      return routes;
    }
  }

  /** The script of the system's settings, which Chromium passes over. Looked for anew once in a while. */
  #findSystemScript(): Promise<PacScript | null> {
    const { clock } = this.#options;
    const now = clock.now();
    if (this.#systemScript === null || now - this.#systemScript.at >= systemScriptHoldsMs) {
      this.#retireSystemScript();
      this.#systemScript = { at: now, script: this.#lookForSystemScript() };
    }
    return this.#systemScript.script;
  }

  async #lookForSystemScript(): Promise<PacScript | null> {
    const url = await this.#options.findSystemScript();
    return url === null ? null : new PacScript(url, this.#options);
  }

  async #askSystem(url: URL): Promise<string> {
    const { resolveSystemProxy, clock } = this.#options;
    let cancelTimer = (): void => undefined;
    const tooLate = new Promise<string>((resolve) => {
      cancelTimer = clock.after(systemPatienceMs, () => {
        resolve('DIRECT');
      });
    });
    try {
      return await Promise.race([resolveSystemProxy(`${url.origin}/`), tooLate]);
    } finally {
      cancelTimer();
    }
  }
}
