/**
 * What a person reads when something fails: one sentence of what happened, one of what to do next, and which buttons help.
 * Every code of `shared/errors.ts` has its entry; a new code without one does not compile. The server's own words are never
 * mixed into these sentences: they are shown apart, as a quotation.
 */
import type { SecretStoreState } from '../../../../shared/connection.ts';
import type { ErrorCode, ErrorDetails, ErrorInfo } from '../../../../shared/errors.ts';

/** The buttons that may stand under an error. */
export type ErrorAction =
  'retry' | 'open-connection' | 'choose-model' | 'add-connection' | 'edit-prompt' | 'new-chat';

/** An error in words. `quote` is what the server said, to be shown as its words and not as ours. */
export interface ErrorText {
  readonly title: string;
  readonly next: string;
  readonly actions: readonly ErrorAction[];
  readonly quote: string | null;
}

type Sentence = Omit<ErrorText, 'quote'>;
type Describe = (details: ErrorDetails) => Sentence;

const count = new Intl.NumberFormat('en');

/** Names the server, or stands in for its name. */
const server = (details: ErrorDetails) => details.host ?? 'the server';
const model = (details: ErrorDetails) => (details.modelId === undefined ? 'this model' : details.modelId);
const seconds = (value: number) => (value === 1 ? '1 second' : `${count.format(Math.ceil(value))} seconds`);

const defect: Sentence = {
  title: 'Something went wrong inside Switchyard.',
  next: 'Nothing you wrote is lost. Try again; if it happens again, the log says more.',
  actions: ['retry'],
};

const sentences: Readonly<Record<ErrorCode, Describe>> = {
  'ipc/unknown-route': () => defect,
  'ipc/invalid-input': (d) => ({
    ...defect,
    title: d.field === undefined ? defect.title : `Switchyard could not use the field “${d.field}”.`,
    next: d.field === undefined ? defect.next : 'Check what is entered there and try again.',
  }),
  'ipc/forbidden-sender': () => defect,

  'secret/missing': () => ({
    title: 'There is no key for this connection.',
    next: 'Enter its key in the connection’s settings, then retry.',
    actions: ['open-connection', 'retry'],
  }),
  'secret/origin-changed': (d) => ({
    title: 'The key of this connection belongs to another address.',
    next: `A key is only ever sent where it was entered for. Enter it again for ${server(d)}.`,
    actions: ['open-connection'],
  }),
  'secret/store-unavailable': () => ({
    title: 'The system’s keychain did not answer.',
    next: 'Unlock it and retry. Nothing was written elsewhere.',
    actions: ['retry', 'open-connection'],
  }),
  'secret/too-long': (d) => ({
    title: 'The keychain of this system cannot hold a key of this length.',
    next: `It takes ${d.limit === undefined ? 'less' : `at most ${count.format(d.limit)} bytes`}. Use an AWS profile or a Bedrock API key instead of a long session token.`,
    actions: ['open-connection'],
  }),

  'connection/not-found': () => ({
    title: 'The connection that this lane used no longer exists.',
    next: 'Choose a model from another connection; the conversation stays as it is.',
    actions: ['choose-model', 'add-connection'],
  }),
  'connection/invalid-url': () => ({
    title: 'The base URL is not a web address.',
    next: 'It should look like https://api.example.com/v1.',
    actions: ['open-connection'],
  }),
  'connection/insecure-url': (d) => ({
    title: `Plain http to ${server(d)} would send the key and every message unencrypted.`,
    next: 'Use https, or allow it explicitly in the connection’s settings.',
    actions: ['open-connection'],
  }),

  'network/host-not-found': (d) => ({
    title: `No server was found under the name ${d.host ?? 'of this connection'}.`,
    next: 'Check the address for a typing error, and whether this computer is online.',
    actions: ['retry', 'open-connection'],
  }),
  'network/refused': (d) => ({
    title: `Nothing answers at ${server(d)}.`,
    next: 'If it is a local server, start it, then retry. Otherwise check the port.',
    actions: ['retry', 'open-connection'],
  }),
  'network/tls': (d) => ({
    title: `The certificate of ${server(d)} could not be verified.`,
    next: 'Nothing was sent. Check the address, and the clock of this computer.',
    actions: ['retry', 'open-connection'],
  }),
  'network/timeout': (d) => ({
    title: `${d.host ?? 'The server'} took too long to answer.`,
    next: 'Retry; if it stays so, check the network or the provider’s status page.',
    actions: ['retry'],
  }),
  'network/reset': (d) => ({
    title: `The connection to ${server(d)} was cut.`,
    next: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  }),
  'network/redirect': (d) => ({
    title: `${d.host ?? 'The server'} redirects to another address.`,
    next: 'A key is never sent along a redirect. Enter the final address in the connection’s settings.',
    actions: ['open-connection'],
  }),

  'provider/key-refused': (d) => ({
    title: `${d.host ?? 'The provider'} refused the key.`,
    next: 'Check that it is complete, still valid and belongs to this account.',
    actions: ['open-connection', 'retry'],
  }),
  'provider/session-expired': (d) => ({
    title: 'The AWS session has run out.',
    next:
      d.profile === undefined
        ? 'Sign in again, then retry.'
        : `Sign in with “aws sso login --profile ${d.profile}”, then retry.`,
    actions: ['retry', 'open-connection'],
  }),
  'provider/profile-not-found': (d) => ({
    title: `The AWS profile ${d.profile === undefined ? 'of this connection' : `“${d.profile}”`} was not found or is incomplete.`,
    next: 'Choose a profile that stands in ~/.aws/config, or another way to sign in.',
    actions: ['open-connection'],
  }),
  'provider/access-denied': (d) => ({
    title: `This account has no access to ${model(d)}${d.region === undefined ? '' : ` in ${d.region}`}.`,
    next: 'Ask for access in the provider’s console, or choose another model.',
    actions: ['choose-model', 'retry'],
  }),
  'provider/unknown-model': (d) => ({
    title: `${d.host ?? 'The provider'} does not know ${model(d)}.`,
    next: 'Choose a model from the list, or check the id.',
    actions: ['choose-model'],
  }),
  'provider/wrong-region': (d) => ({
    title: `${d.region === undefined ? 'This region' : d.region} does not offer this.`,
    next: 'Choose another region in the connection’s settings.',
    actions: ['open-connection', 'choose-model'],
  }),
  'provider/rate-limited': (d) => ({
    title: 'The provider asks to slow down.',
    next: `Retry in ${d.retryAfterSeconds === undefined ? 'a moment' : seconds(d.retryAfterSeconds)}.`,
    actions: ['retry', 'choose-model'],
  }),
  'provider/quota': () => ({
    title: 'The quota or credit of this account is used up.',
    next: 'Top it up with the provider, or choose a model from another connection.',
    actions: ['choose-model', 'retry'],
  }),
  'provider/context-too-long': (d) => ({
    title: `This conversation is longer than ${model(d)} can read.`,
    next: 'Choose a model with a larger context window, shorten the prompt, or start a new chat.',
    actions: ['choose-model', 'edit-prompt', 'new-chat'],
  }),
  'provider/bad-request': (d) => ({
    title: `${d.host ?? 'The provider'} did not accept the request.`,
    next: 'Its reason stands below. Choosing another model may help.',
    actions: ['choose-model', 'retry'],
  }),
  'provider/overloaded': (d) => ({
    title: `${d.host ?? 'The provider'} has trouble at the moment${d.status === undefined ? '' : ` (status ${d.status})`}.`,
    next: 'Retry in a moment, or ask another model.',
    actions: ['retry', 'choose-model'],
  }),
  'provider/not-found': (d) => ({
    title: `${d.host ?? 'The server'} has no chat service at this path.`,
    next: 'Check the base URL; most servers want it to end in /v1.',
    actions: ['open-connection'],
  }),
  'provider/unexpected-reply': (d) => ({
    title: `What ${server(d)} answered is not a model’s reply.`,
    next: 'Check the base URL: it may be the address of a web page.',
    actions: ['open-connection', 'retry'],
  }),

  'stream/truncated': () => ({
    title: 'The reply broke off before its end.',
    next: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  }),
  'stream/stalled': () => ({
    title: 'The reply fell silent.',
    next: 'What had arrived is kept. Retry, or ask another model.',
    actions: ['retry', 'choose-model'],
  }),
  'stream/too-large': () => ({
    title: 'The reply grew larger than Switchyard keeps.',
    next: 'What had arrived until then is kept.',
    actions: ['retry'],
  }),

  'chat/empty-prompt': () => ({
    title: 'There is nothing to send yet.',
    next: 'Write a message first.',
    actions: [],
  }),
  'chat/prompt-too-large': (d) => ({
    title: 'This message is too long to send.',
    next: `The limit is ${d.limit === undefined ? 'two million' : count.format(d.limit)} characters. Your text is still in the composer.`,
    actions: ['edit-prompt'],
  }),
  'chat/no-model': () => ({
    title: 'No model is chosen.',
    next: 'Choose who should answer.',
    actions: ['choose-model'],
  }),
  'chat/busy': () => ({
    title: 'A reply is still on its way here.',
    next: 'Wait for its end or stop it first.',
    actions: [],
  }),

  'history/not-found': () => ({
    title: 'This is no longer in the history.',
    next: 'It may have been deleted in the meantime.',
    actions: ['new-chat'],
  }),
  'history/damaged': (d) => ({
    title: 'The history file is damaged.',
    next:
      d.fileName === undefined
        ? 'Restart Switchyard: it is then put aside, not deleted, and a new history is begun.'
        : `It was put aside as ${d.fileName}, not deleted.`,
    actions: [],
  }),
  'history/newer-version': () => ({
    title: 'The history was written by a newer version of Switchyard.',
    next: 'It was left untouched. Update Switchyard to open it; until then nothing is saved.',
    actions: [],
  }),
  'history/key-missing': () => ({
    title: 'The key of the history is not in the keychain.',
    next: 'The history was left untouched. Once the keychain entry is back, restart; until then nothing is saved.',
    actions: [],
  }),
  'history/disk-full': () => ({
    title: 'The disk is full.',
    next: 'Make room and retry. Your text is still here.',
    actions: ['retry'],
  }),
  'history/read-only': () => ({
    title: 'The profile folder cannot be written to.',
    next: 'Check its permissions and restart; until then nothing is saved.',
    actions: [],
  }),
  'history/locked': () => ({
    title: 'The history is in use by another program.',
    next: 'Close the other one and restart; until then nothing is saved.',
    actions: [],
  }),

  'transcript/write-failed': (d) => ({
    title: `The transcript could not be written${d.fileName === undefined ? '' : ` to ${d.fileName}`}.`,
    next: 'Choose another folder, or make room on the disk.',
    actions: ['retry'],
  }),
  'link/refused': () => ({
    title: 'This link was not opened.',
    next: 'Only web and mail addresses leave the app.',
    actions: [],
  }),

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
    'open-connection': 'Open connection settings',
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
