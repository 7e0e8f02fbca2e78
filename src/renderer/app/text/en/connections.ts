/** Words of the interface: the list of connections, the choice of a provider, tests and signing in. */
import type { NetworkHop } from '../../../../shared/errors.ts';
import { connectionForm, connectionProblems } from './connectionForm.ts';

const count = new Intl.NumberFormat('en');

/** A stretch of time as one says it: `47 min`, `3 h 5 min`. Rounded up, so that what is left is never called nothing. */
function timeLeft(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? `${count.format(hours)} h` : `${count.format(hours)} h ${String(rest)} min`;
}

/** Minutes and seconds, as on a clock that runs down. */
function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
}

export const connections = {
  title: 'Connections',
  intro: 'A connection is one account at one provider, or one server.',
  introKept: 'Its key stays in the keychain of this computer.',
  add: 'Connect a provider',
  edit: (name: string) => `Edit ${name}`,
  delete: (name: string) => `Delete ${name}`,
  builtIn: 'Built in, no account and no network',
  providers: {
    demo: 'Demo',
    openai: 'OpenAI',
    'openai-compatible': 'OpenAI-compatible',
    'azure-openai': 'Azure OpenAI',
    'google-vertex': 'Google Cloud',
    oci: 'Oracle Cloud',
    bedrock: 'Amazon Bedrock',
    sagemaker: 'Amazon SageMaker',
  },
  confirmDelete: {
    title: (name: string) => `Delete “${name}”?`,
    body: 'Its key is removed from the keychain. Conversations stay; to go on with one, choose another model.',
    confirm: 'Delete',
    cancel: 'Cancel',
  },

  gallery: {
    title: 'Connect a provider',
    search: 'Search providers',
    empty: 'No provider has this name. Most others work as “Any OpenAI-compatible server”.',
    anyServer: 'Any OpenAI-compatible server',
    anAnyServer: 'an OpenAI-compatible server',
    groups: {
      found: 'Found on this computer',
      clouds: 'Clouds',
      services: 'Services',
      local: 'On this computer',
    },
    /** One line about what it is or what is needed. */
    about: {
      openai: 'GPT models. Needs an API key.',
      'azure-openai': 'Your deployments in Microsoft Azure.',
      'google-vertex': 'Gemini and others on Vertex AI, with the sign-in of gcloud.',
      oci: 'Generative AI service. Needs an API key of its own.',
      bedrock: 'Claude, Nova, Llama, GPT and others, with your AWS account.',
      sagemaker: 'One endpoint of your own in AWS.',
      anyServer: 'Anything that speaks Chat Completions. Needs its address.',
      cloud: 'Needs an API key.',
      local: 'A server on this computer. Needs no key.',
    },
    awsProfile: (name: string) => `AWS profile “${name}”`,
    awsProfileAbout: (region: string | null) =>
      region === null ? 'Amazon Bedrock' : `Amazon Bedrock in ${region}`,
    foundServer: (models: number) =>
      models === 1 ? 'Running, with one model' : `Running, with ${count.format(models)} models`,
    adding: (name: string) => `${name} is being added.`,
  },

  form: connectionForm,

  secret: {
    apiKey: 'API key',
    entraToken: 'Access token',
    entraTokenHint: 'Runs out after about an hour; then a new one has to be entered.',
    accessKeyId: 'Access key id',
    secretAccessKey: 'Secret access key',
    sessionToken: 'Session token',
    sessionTokenHint: 'Only for temporary keys.',
    optionalKey: 'Leave empty for a server that wants none.',
    keyPage: (page: string) => `Keys are made at ${page}.`,
    kept: {
      keychain: 'Goes to the keychain of this computer and is never shown again.',
      session: 'Is kept until Switchyard closes and never shown again.',
    },
    stored: (lastFour: string) => `••••${lastFour}`,
    replace: 'Replace',
    delete: 'Delete key',
  },

  headers: {
    title: 'Extra headers',
    hint: 'Sent with every request. Their values count as secrets.',
    name: (row: number) => `Header ${count.format(row)} name`,
    value: (row: number) => `Header ${count.format(row)} value`,
    namePlaceholder: 'X-Header',
    valuePlaceholder: 'Value',
    add: 'Add header',
    remove: (row: number) => `Remove header ${count.format(row)}`,
    replace: 'Replace headers',
  },

  insecure: {
    label: (host: string) => `Send keys and messages to ${host} unencrypted`,
    hint: 'Anyone on the way can read them. Only for a network you trust.',
  },

  verdict: {
    works: (models: number) =>
      models === 1
        ? 'It works: one model is offered.'
        : `It works: ${count.format(models)} models are offered.`,
    none: 'It answers, but lists no models. Type a model’s id in the model picker.',
  },

  hops: {
    label: 'The way to the server',
    names: {
      dns: 'Name',
      tcp: 'Connection',
      proxy: 'Proxy',
      tls: 'Encryption',
      http: 'Answer',
      auth: 'Sign-in',
    } satisfies Record<NetworkHop, string>,
    milliseconds: (ms: number) => (ms < 1 ? 'under 1 ms' : `${count.format(Math.round(ms))} ms`),
    failed: 'failed here',
    notReached: 'not reached',
  },

  signIn: {
    signIn: 'Sign in',
    signInTo: (name: string) => `Sign in to ${name}`,
    again: 'Sign in again',
    cancel: 'Cancel',
    close: 'Close',
    copy: 'Copy code',
    copied: 'Copied',
    code: 'Code',
    waitingTitle: (host: string) => `Confirm this code at ${host}`,
    waiting:
      'Your browser shows the same code. Once you have confirmed it there, Switchyard goes on by itself.',
    left: (milliseconds: number) => `Valid for ${countdown(milliseconds / 1000)} more`,
    working: 'Waiting for the sign-in service…',
    accounts: 'Reading accounts…',
    states: {
      signedIn: 'Signed in',
      signedInFor: (milliseconds: number) => `Signed in · ${timeLeft(milliseconds)} left`,
      signedOut: 'Signed out',
      waiting: 'Waiting for the browser',
      failed: 'Sign-in failed',
    },
  },

  code: {
    title: 'Code from your device',
    body: (connection: string) => `AWS asks for a code from your MFA device to sign in to “${connection}”.`,
    device: 'Device',
    label: 'Code',
    hint: 'The six digits that the device or app shows now.',
    again: 'This code was not accepted. Wait for the next one and enter that.',
    submit: 'Continue',
    cancel: 'Do not sign in',
    problem: 'A code has six digits.',
  },

  problems: connectionProblems,
};
