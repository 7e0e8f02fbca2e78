/** What crosses between main and a history worker. Both ends are ours, so the types are the contract. */
import type { ErrorInfo } from '../../shared/errors.ts';
import type { DeviceId } from '../../shared/ids.ts';
import type { HistoryLocation } from './databaseFile.ts';
import type { HistoryArguments, HistoryMethod, HistoryResults } from './HistoryOperations.ts';

/** The first message to a worker. A reader opens a file that a writer has opened already. */
export type WorkerStart =
  | { readonly role: 'writer'; readonly location: HistoryLocation }
  | { readonly role: 'reader'; readonly location: HistoryLocation & { readonly kind: 'file' } };

/** One call. `id` counts up and comes back with the answer. */
export type WorkerCall = {
  [M in HistoryMethod]: { readonly id: number; readonly method: M; readonly args: HistoryArguments[M] };
}[HistoryMethod];

/** To a worker: a call, or the wish to end, which it fulfils after the calls before it. */
export type WorkerRequest = WorkerCall | { readonly method: 'close' };

/** From a worker: how the opening went, and then an answer to each call. */
export type WorkerReply =
  | { readonly kind: 'opened'; readonly deviceId: DeviceId }
  | { readonly kind: 'refused'; readonly error: ErrorInfo }
  | { readonly kind: 'result'; readonly id: number; readonly value: HistoryResults[HistoryMethod] }
  | { readonly kind: 'failure'; readonly id: number; readonly error: ErrorInfo };
