/** What the sentences about errors are made of. */
import type { ErrorCode, ErrorDetails, NetworkHop } from '../../../../../shared/errors.ts';
import { formatCount } from '../numbers.ts';

/** The buttons that may stand under an error. */
export type ErrorAction =
  | 'retry'
  | 'sign-in'
  | 'choose-region'
  | 'open-connection'
  | 'open-network-settings'
  | 'open-budgets'
  | 'choose-model'
  | 'add-connection'
  | 'edit-prompt'
  | 'new-chat';

/** What happened, what to do next, and which buttons help, the best one first. */
export interface Sentence {
  readonly title: string;
  readonly next: string;
  readonly actions: readonly ErrorAction[];
}

type Describe = (details: ErrorDetails) => Sentence;

/** The sentences of every code that begins with one of these words; a missing one does not compile. */
export type SentencesOf<Topic extends string> = Readonly<
  Record<Extract<ErrorCode, `${Topic}/${string}`>, Describe>
>;

/** Names the server, or stands in for its name. */
export const server = (details: ErrorDetails): string => details.host ?? 'the server';
/** Names the provider at the beginning of a sentence. */
export const theProvider = (details: ErrorDetails): string => details.host ?? 'The provider';
/** Names the model, or stands in for its name. */
export const model = (details: ErrorDetails): string => details.modelId ?? 'this model';
/** Names the file, or stands in for its name. */
export const file = (details: ErrorDetails): string =>
  details.fileName === undefined ? 'This file' : `“${details.fileName}”`;

/** When to try again: as the server asked, or in a moment. */
export function inAWhile({ retryAfterSeconds }: ErrorDetails): string {
  if (retryAfterSeconds === undefined) return 'in a moment';
  const whole = Math.ceil(retryAfterSeconds);
  if (whole < 120) return whole === 1 ? 'in 1 second' : `in ${formatCount(whole)} seconds`;
  return `in ${formatCount(Math.ceil(whole / 60))} minutes`;
}

/** What was being done where a request stopped. */
export const doing: Readonly<Record<NetworkHop, string>> = {
  dns: 'while its name was looked up',
  tcp: 'before it was reached',
  proxy: 'at the proxy',
  tls: 'while encryption was agreed on',
  http: 'while it was asked',
  auth: 'while signing in',
};

/** A defect of ours: nothing that a person did or can mend. */
export const defect: Sentence = {
  title: 'Something went wrong inside Switchyard.',
  next: 'Nothing you wrote is lost. Try again; if it happens again, the log says more.',
  actions: ['retry'],
};
