/**
 * What a person reads when something fails: one sentence of what happened, one of what to do next, and which buttons help.
 * Every code of `shared/errors.ts` has its entry; a new code without one does not compile. The server's own words are never
 * mixed into these sentences: they are shown apart, as a quotation.
 */
import type { SecretStoreState } from '../../../../shared/connection.ts';
import type { ErrorCode, ErrorDetails, ErrorInfo } from '../../../../shared/errors.ts';
import { accessErrors, bridgeErrors, networkErrors } from './errors/accessErrors.ts';
import { providerErrors, signInErrors } from './errors/providerErrors.ts';
import { defect } from './errors/sentence.ts';
import type { ErrorAction as Action, Sentence } from './errors/sentence.ts';
import { recipeErrors } from './errors/recipeErrors.ts';
import { attachmentErrors, chatErrors, historyErrors } from './errors/workErrors.ts';

/** The buttons that may stand under an error. */
export type ErrorAction = Action;

/** An error in words. `quote` is what the server said, to be shown as its words and not as ours. */
export interface ErrorText extends Sentence {
  readonly quote: string | null;
}

const count = new Intl.NumberFormat('en');

const sentences: Readonly<Record<ErrorCode, (details: ErrorDetails) => Sentence>> = {
  ...bridgeErrors,
  ...accessErrors,
  ...networkErrors,
  ...providerErrors,
  ...signInErrors,
  ...chatErrors,
  ...attachmentErrors,
  ...historyErrors,
  ...recipeErrors,
  internal: () => defect,
};

/** Puts an error into words. Never throws, whatever the details hold. */
export function describeError(info: ErrorInfo): ErrorText {
  const details = info.details ?? {};
  return { ...sentences[info.code](details), quote: details.providerMessage ?? null };
}

/** Says why nothing is saved in this session. One full disk refuses a message, which can be tried again; the other a whole start. */
export function describeUnsaved(info: ErrorInfo): Pick<ErrorText, 'title' | 'next'> {
  const { title, next } = describeError(info);
  if (info.code !== 'history/disk-full') return { title, next };
  return { title, next: 'Make room and restart; until then nothing is saved.' };
}

type SessionReason = Extract<SecretStoreState, { kind: 'session' }>['reason'];

const sessionReasons: Readonly<Record<SessionReason, string>> = {
  'no-service': 'No keychain was found on this system.',
  locked: 'The keychain is locked.',
  denied: 'Access to the keychain was denied.',
  timeout: 'The keychain did not answer.',
};

/** Says why keys and history are kept in memory only. */
export function describeSessionOnly(reason: SessionReason): string {
  return `${sessionReasons[reason]} Keys and chats are kept for this session only; nothing is written to disk.`;
}

/** Words of the interface around errors. */
export const errors = {
  actions: {
    retry: 'Retry',
    'sign-in': 'Sign in',
    'choose-region': 'Choose another region',
    'open-connection': 'Open connection settings',
    'open-network-settings': 'Open network settings',
    'open-budgets': 'Open budgets',
    'choose-model': 'Choose another model',
    'add-connection': 'Connect a provider',
    'edit-prompt': 'Edit the prompt',
    'new-chat': 'New chat',
  } satisfies Record<ErrorAction, string>,
  retryIn: (left: number) => `Retry in ${count.format(left)} s`,
  serverSaid: 'The server said',
  requestId: 'Request id',
  quarantined: (fileName: string) =>
    `The history file was damaged. It was put aside as ${fileName}, and a new history was begun.`,
};
