/**
 * The entry of the worker in which a proxy script runs: QuickJS compiled to WebAssembly, where the script reaches nothing but
 * the functions of the PAC convention, under a limit of memory and of steps. The limit of time is kept outside, by whoever
 * ends this worker: a single step of a script may search through megabytes.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createPacResolver } from 'pac-resolver';
import { QuickJS } from 'quickjs-wasi';
import type { PacAnswer, PacQuestion, PacWorkerData } from './PacThread.ts';

const memoryBytes = 32 * 1024 * 1024;
/** Interruptions by QuickJS, each after some 10,000 steps. */
const maxInterruptions = 4000;

// Whoever starts this worker gives it just that.
const { script, ownAddress } = workerData as PacWorkerData;

let interruptions = 0;

async function compile(): Promise<(url: URL) => Promise<unknown>> {
  const machine = await QuickJS.create({
    memoryLimit: memoryBytes,
    interruptHandler: () => {
      interruptions += 1;
      return interruptions > maxInterruptions;
    },
  });
  // The library would ask a public name server for the address of this machine.
  return createPacResolver(machine, script, {
    sandbox: { alert: () => undefined, myIpAddress: async () => ownAddress },
  });
}

const compiled = compile();

async function answerTo({ id, url }: PacQuestion): Promise<PacAnswer> {
  try {
    const find = await compiled;
    interruptions = 0;
    const found = await find(new URL(url));
    return { id, found: typeof found === 'string' ? found : null };
  } catch {
    // What a script throws is its own words.
    return { id, found: null };
  }
}

parentPort?.on('message', (question: PacQuestion) => {
  void answerTo(question).then((answer) => parentPort?.postMessage(answer));
});
