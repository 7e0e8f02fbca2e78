/**
 * A proxy auto-configuration script: a program from the network that names the proxy for each address. It runs in QuickJS
 * compiled to WebAssembly, where it reaches nothing but the functions of the PAC convention, under a limit of memory and of
 * steps. It is fetched again after a while, and at once after it failed.
 */
import { networkInterfaces } from 'node:os';
import type { Clock } from '../../shared/clock.ts';
import { HopFailure } from './HopFailure.ts';
import { parseProxyList } from './ProxyRoute.ts';
import type { ProxyRoute } from './ProxyRoute.ts';

/** Fetches the text of a script. Rejects when it cannot be had. */
export type FetchScript = (url: URL, signal: AbortSignal) => Promise<string>;

/** Answers for one script. Its machine is garbage like anything else once nobody asks it any more. */
type Evaluator = (url: URL) => Promise<string>;

const freshForMs = 10 * 60_000;
const answerPatienceMs = 10_000;
const memoryBytes = 32 * 1024 * 1024;
/** Interruptions by QuickJS, each after some 10,000 steps: about a quarter of a second. */
const maxInterruptions = 4000;

/** The address of this machine in its network. Looked up here, because the library would ask a public name server. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

async function compile(script: string): Promise<Evaluator> {
  const [{ createPacResolver }, { QuickJS }] = await Promise.all([
    import('pac-resolver'),
    import('quickjs-wasi'),
  ]);
  let interruptions = 0;
  const machine = await QuickJS.create({
    memoryLimit: memoryBytes,
    interruptHandler: () => {
      interruptions += 1;
      return interruptions > maxInterruptions;
    },
  });
  const find = createPacResolver(machine, script, {
    sandbox: { alert: () => undefined, myIpAddress: async () => ownAddress() },
  });
  return (url) => {
    interruptions = 0;
    return find(url);
  };
}

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
  readonly #fetchScript: FetchScript;
  readonly #clock: Clock;
  #loaded: { readonly at: number; readonly evaluator: Promise<Evaluator> } | null = null;

  constructor(url: string, fetchScript: FetchScript, clock: Clock) {
    this.#url = url;
    this.#fetchScript = fetchScript;
    this.#clock = clock;
  }

  /** The ways to this URL. Throws a `HopFailure` at `proxy` when the script cannot be had or gives no answer. */
  async routesTo(url: URL): Promise<readonly ProxyRoute[]> {
    const loaded = this.#current();
    try {
      const answer = await this.#inTime(async () => (await loaded.evaluator)(visiblePart(url)));
      const routes = typeof answer === 'string' ? parseProxyList(answer) : null;
      if (routes !== null) return routes;
    } catch (caught) {
      if (this.#loaded === loaded) this.#loaded = null;
      throw caught instanceof HopFailure
        ? new HopFailure('proxy', caught.code)
        : new HopFailure('proxy', 'PAC_FAILED');
    }
    throw new HopFailure('proxy', 'PAC_UNREADABLE');
  }

  #current(): { readonly at: number; readonly evaluator: Promise<Evaluator> } {
    const now = this.#clock.now();
    if (this.#loaded !== null && now - this.#loaded.at >= freshForMs) this.#loaded = null;
    this.#loaded ??= { at: now, evaluator: this.#load() };
    return this.#loaded;
  }

  async #load(): Promise<Evaluator> {
    const url = URL.canParse(this.#url) ? new URL(this.#url) : null;
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
      throw new HopFailure('proxy', 'PAC_URL_INVALID');
    }
    return compile(await this.#inTime((signal) => this.#fetchScript(url, signal)));
  }

  async #inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const tooLate = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => {
        reject(new HopFailure('proxy', 'ETIMEDOUT'));
      });
    });
    const cancelTimer = this.#clock.after(answerPatienceMs, () => {
      controller.abort();
    });
    try {
      return await Promise.race([work(controller.signal), tooLate]);
    } finally {
      cancelTimer();
    }
  }
}
