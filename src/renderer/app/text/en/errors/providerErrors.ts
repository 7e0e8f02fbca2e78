/** What providers answer, and signing in to them, in words. */
import type { ErrorDetails } from '../../../../../shared/errors.ts';
import { inAWhile, model, server, theProvider } from './sentence.ts';
import type { SentencesOf } from './sentence.ts';

const inRegion = ({ region }: ErrorDetails) => (region === undefined ? '' : ` in ${region}`);

export const providerErrors: SentencesOf<'provider'> = {
  'provider/key-refused': (d) => ({
    title: `${theProvider(d)} refused the key.`,
    next: 'Check that it is complete, still valid and belongs to this account.',
    actions: ['open-connection', 'retry'],
  }),
  'provider/session-expired': (d) => ({
    title: `The sign-in${d.profile === undefined ? '' : ` of the profile “${d.profile}”`} has run out.`,
    next:
      d.command === undefined
        ? 'Sign in again, then retry.'
        : `Run “${d.command}” in a terminal, then retry.`,
    actions: d.command === undefined ? ['sign-in', 'retry'] : ['retry'],
  }),
  'provider/profile-not-found': (d) => ({
    title: `The AWS profile ${d.profile === undefined ? 'of this connection' : `“${d.profile}”`} was not found or is incomplete.`,
    next: 'Choose a profile that stands in ~/.aws/config, or another way to sign in.',
    actions: ['open-connection'],
  }),
  'provider/access-denied': (d) => {
    if (d.iamAction === undefined) {
      return {
        title: `This account has no access to ${model(d)}${inRegion(d)}.`,
        next: 'Ask for access in the provider’s console, or choose another model.',
        actions: ['choose-model', 'retry'],
      };
    }
    return {
      title: `The permission ${d.iamAction} is missing${inRegion(d)}.`,
      next: 'Ask whoever looks after the AWS account to allow it, or sign in with another role.',
      actions: ['open-connection', 'retry'],
    };
  },
  'provider/unknown-model': (d) => ({
    title: `${theProvider(d)} does not know ${model(d)}.`,
    next: 'Choose a model from the list, or check the id.',
    actions: ['choose-model'],
  }),
  'provider/wrong-region': (d) => ({
    title: `${d.region ?? 'This region'} does not offer ${d.modelId ?? 'this'}.`,
    next: 'Choose another region in the connection’s settings.',
    actions: ['choose-region', 'choose-model'],
  }),
  'provider/region-forbidden': (d) => ({
    title: `${d.region ?? 'A region that this request needs'} is not among the regions that this connection may use.`,
    next: 'Nothing was sent. Choose a model that stays within them, or allow the region in the connection’s settings.',
    actions: ['choose-model', 'open-connection'],
  }),
  'provider/needs-profile': (d) => ({
    title: `${d.modelId ?? 'This model'} can only be used through an inference profile.`,
    next: 'Choose the same model under a geographic name, such as “US”, “EU” or “Global”.',
    actions: ['choose-model'],
  }),
  'provider/not-enabled': (d) => ({
    title: `${d.modelId ?? 'This model'} is not enabled in this account${inRegion(d)}.`,
    next: 'Enable it under “Model access” in the provider’s console, then retry.',
    actions: ['retry', 'choose-model'],
  }),
  'provider/unsupported-route': (d) => ({
    title: `${d.modelId ?? 'This model'} cannot be asked in this way.`,
    next: 'Test the model in the model picker: that finds the way it can be asked. Or choose another one.',
    actions: ['choose-model', 'retry'],
  }),
  'provider/rate-limited': (d) => ({
    title: 'The provider asks to slow down.',
    next: `Retry ${inAWhile(d)}.`,
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
  'provider/bad-request': (d) => {
    if (d.parameter === undefined) {
      return {
        title: `${theProvider(d)} did not accept the request.`,
        next: 'Its reason stands below. Choosing another model may help.',
        actions: ['choose-model', 'retry'],
      };
    }
    return {
      title: `${model(d) === 'this model' ? 'This model' : model(d)} does not take the setting “${d.parameter}”.`,
      next: 'Leave it unset in the parameters, or choose another model.',
      actions: ['choose-model', 'retry'],
    };
  },
  'provider/overloaded': (d) => ({
    title: `${theProvider(d)} has trouble at the moment${d.status === undefined ? '' : ` (status ${String(d.status)})`}.`,
    next: `Retry ${inAWhile(d)}, or ask another model.`,
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
};

export const signInErrors: SentencesOf<'sign-in'> = {
  'sign-in/cancelled': () => ({
    title: 'Signing in was cancelled.',
    next: 'Sign in when you are ready, then retry.',
    actions: ['sign-in', 'retry'],
  }),
  'sign-in/expired': () => ({
    title: 'Nobody confirmed the code in the browser in time.',
    next: 'Sign in again: a new code is made.',
    actions: ['sign-in'],
  }),
  'sign-in/code-refused': () => ({
    title: 'The code from the device was not accepted.',
    next: 'Wait for the next code of the device, then retry.',
    actions: ['retry', 'open-connection'],
  }),
  'sign-in/command-failed': (d) => ({
    title: `The program${d.fileName === undefined ? '' : ` “${d.fileName}”`} that prints the token failed.`,
    next: 'Run it in a terminal to see why; often one has to sign in there first.',
    actions: ['retry', 'open-connection'],
  }),
  'sign-in/not-confirmed': () => ({
    title: 'The sign-in was not allowed.',
    next: 'Switchyard starts a program, or sends a token of this computer to a gateway, only after you allow it in a dialog of the system.',
    actions: ['retry', 'open-connection'],
  }),
};
