/**
 * A proxy script at work, as seen from main. It comes from the network and may be anybody's, so it runs in a thread of its own:
 * one that takes no end, by whatever trick, costs its answer and never the window.
 */
import { networkInterfaces } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HopFailure } from './HopFailure.ts';

export interface PacWorkerData {
  readonly script: string;
  /** The address of this machine in its network. */
  readonly ownAddress: string;
}

export interface PacQuestion {
  readonly id: number;
  readonly url: string;
}

export interface PacAnswer {
  readonly id: number;
  /** Null: the script failed, or answered with something else than a text. */
  readonly found: string | null;
}

const limits = { maxOldGenerationSizeMb: 64, stackSizeMb: 4 } as const;

function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

export class PacThread {
  readonly #worker: Worker;
  readonly #asked = new Map<number, (found: string | null) => void>();
  #lastId = 0;
  #retired = false;

  /** `entry` is the built or the unbuilt `pacWorker`. */
  constructor(entry: URL, script: string) {
    const data: PacWorkerData = { script, ownAddress: ownAddress() };
    this.#worker = new Worker(entry, { workerData: data, resourceLimits: limits, env: {} });
    this.#worker.on('message', ({ id, found }: PacAnswer) => {
      this.#settle(id, found);
    });
    // An error is always followed by the exit; without a listener it would end the app.
    this.#worker.on('error', () => undefined);
    this.#worker.once('exit', () => {
      for (const id of this.#asked.keys()) this.#settle(id, null);
    });
    // A script that waits to be asked does not keep the app alive.
    this.#worker.unref();
  }

  /** What the script says of a URL. Rejects with a `HopFailure` at `proxy` where it says nothing. */
  async find(url: URL): Promise<string> {
    const found = await new Promise<string | null>((resolve) => {
      this.#lastId += 1;
      this.#asked.set(this.#lastId, resolve);
      const question: PacQuestion = { id: this.#lastId, url: url.href };
      this.#worker.postMessage(question);
    });
    if (found === null) throw new HopFailure('proxy', 'PAC_FAILED');
    return found;
  }

  /** Ends the thread with whatever it is doing. */
  close(): void {
    void this.#worker.terminate();
  }

  /** Ends the thread once it has answered what it was asked. */
  retire(): void {
    this.#retired = true;
    if (this.#asked.size === 0) this.close();
  }

  #settle(id: number, found: string | null): void {
    this.#asked.get(id)?.(found);
    this.#asked.delete(id);
    if (this.#retired && this.#asked.size === 0) this.close();
  }
}
