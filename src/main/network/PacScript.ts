/**
 * A proxy auto-configuration script: a program from the network that names the proxy for each address. It is fetched again
 * after a while, and at once after it failed; one that gives no answer in time is ended.
 */
import type { Clock } from '../../shared/clock.ts';
import { HopFailure } from './HopFailure.ts';
import { PacThread } from './PacThread.ts';
import { parseProxyList } from './ProxyRoute.ts';
import type { ProxyRoute } from './ProxyRoute.ts';

/** Fetches the text of a script. Rejects when it cannot be had. */
export type FetchScript = (url: URL, signal: AbortSignal) => Promise<string>;

export interface PacScriptOptions {
  readonly fetchScript: FetchScript;
  /** The built or the unbuilt `pacWorker`. */
  readonly pacWorker: URL;
  readonly clock: Clock;
}

interface Loaded {
  readonly at: number;
  readonly thread: Promise<PacThread>;
}

const freshForMs = 10 * 60_000;
const answerPatienceMs = 10_000;

/** What a script may see of an address: for https the host alone, as in browsers, so that no path leaves by a name look-up. */
function visiblePart(url: URL): URL {
  const visible = new URL(url);
  visible.username = '';
  visible.password = '';
  visible.hash = '';
  if (visible.protocol === 'https:') {
    visible.pathname = '/';
    visible.search = '';
  }
  return visible;
}

export class PacScript {
  readonly #url: string;
  readonly #options: PacScriptOptions;
  #loaded: Loaded | null = null;

  constructor(url: string, options: PacScriptOptions) {
    this.#url = url;
    this.#options = options;
  }

  /** The ways to this URL. Throws a `HopFailure` at `proxy` when the script cannot be had or gives no answer. */
  async routesTo(url: URL): Promise<readonly ProxyRoute[]> {
    const loaded = this.#current();
    try {
      const answer = await this.#inTime(async () => (await loaded.thread).find(visiblePart(url)));
      const routes = parseProxyList(answer);
      if (routes !== null) return routes;
    } catch (caught) {
      if (this.#loaded === loaded) this.#loaded = null;
      const isStuck = caught instanceof HopFailure && caught.code === 'ETIMEDOUT';
      whenThere(loaded, (thread) => {
        // Who waits for a script that is stuck waits in vain; one that failed may have an answer for others.
        if (isStuck) thread.close();
        else thread.retire();
      });
      throw caught instanceof HopFailure
        ? new HopFailure('proxy', caught.code)
        : new HopFailure('proxy', 'PAC_FAILED');
    }
    throw new HopFailure('proxy', 'PAC_UNREADABLE');
  }

  /** Lets the script answer what it was asked, and go. */
  retire(): void {
    if (this.#loaded === null) return;
    whenThere(this.#loaded, (thread) => {
      thread.retire();
    });
    this.#loaded = null;
  }

  #current(): Loaded {
    const now = this.#options.clock.now();
    if (this.#loaded !== null && now - this.#loaded.at >= freshForMs) this.retire();
    this.#loaded ??= { at: now, thread: this.#load() };
    return this.#loaded;
  }

  async #load(): Promise<PacThread> {
    const { fetchScript, pacWorker } = this.#options;
    const url = URL.canParse(this.#url) ? new URL(this.#url) : null;
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
      throw new HopFailure('proxy', 'PAC_URL_INVALID');
    }
    return new PacThread(pacWorker, await this.#inTime((signal) => fetchScript(url, signal)));
  }

  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const tooLate = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => {
        reject(new HopFailure('proxy', 'ETIMEDOUT'));
      });
    });
    const cancelTimer = this.#options.clock.after(answerPatienceMs, () => {
      controller.abort();
    });
    try {
      return await Promise.race([work(controller.signal), tooLate]);
    } finally {
      cancelTimer();
    }
  }
}

/** A script that could not be had has no thread. */
function whenThere({ thread }: Loaded, act: (thread: PacThread) => void): void {
  thread.then(act, () => undefined);
}
