/**
 * The entry of a history worker. Calls are carried out strictly in the order in which they came. Journal entries that wait
 * one behind the other are written in one transaction, so eight streams cost one sync of the disk and not eight.
 */
import { parentPort } from 'node:worker_threads';
import { toErrorInfo } from '../../shared/errors.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { perform } from './HistoryOperations.ts';
import type { WorkerCall, WorkerReply, WorkerRequest, WorkerStart } from './workerMessages.ts';

type JournalCall = WorkerCall & { readonly method: 'appendJournal' };

function requirePort(): NonNullable<typeof parentPort> {
  if (parentPort === null) throw new Error('This file is the entry of a worker.');
  return parentPort;
}

const port = requirePort();
const waiting: WorkerRequest[] = [];

function reply(message: WorkerReply): void {
  port.postMessage(message);
}

function answer(
  calls: readonly WorkerCall[],
  work: () => Extract<WorkerReply, { kind: 'result' }>['value'],
): void {
  try {
    const value = work();
    for (const { id } of calls) reply({ kind: 'result', id, value });
  } catch (error) {
    for (const { id } of calls) reply({ kind: 'failure', id, error: toErrorInfo(error) });
  }
}

function takeJournalCalls(first: JournalCall): readonly JournalCall[] {
  const calls = [first];
  for (let next = waiting[0]; next?.method === 'appendJournal'; next = waiting[0]) {
    calls.push(next);
    waiting.shift();
  }
  return calls;
}

function carryOut(history: HistoryDatabase): void {
  for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
    if (request.method === 'close') {
      history.close();
      port.close();
    } else if (request.method === 'appendJournal') {
      const calls = takeJournalCalls(request);
      answer(calls, () => history.appendJournal(calls.flatMap(({ args }) => args[0])));
    } else {
      const { method, args } = request;
      answer([request], () => perform(history, method, args));
    }
  }
}

function serve(history: HistoryDatabase): void {
  port.on('message', (request: WorkerRequest) => {
    // The first of a burst takes its turn after the whole burst has come in, so what belongs together is seen together.
    if (waiting.push(request) === 1) setImmediate(carryOut, history);
  });
  reply({ kind: 'opened', deviceId: history.deviceId });
}

function open({ role, location }: WorkerStart): HistoryDatabase {
  return role === 'reader' ? HistoryDatabase.openReader(location) : HistoryDatabase.open(location);
}

// The first message says what to open. A worker may wait for it: it is started while the keychain is still being asked.
port.once('message', (start: WorkerStart) => {
  try {
    serve(open(start));
  } catch (error) {
    reply({ kind: 'refused', error: toErrorInfo(error) });
    port.close();
  }
});
