/** Keys, connections and the way to the server, in words. */
import { formatCount } from '../numbers.ts';
import { defect, doing, server } from './sentence.ts';
import type { SentencesOf } from './sentence.ts';

export const bridgeErrors: SentencesOf<'ipc'> = {
  'ipc/unknown-route': () => defect,
  'ipc/invalid-input': (d) => ({
    ...defect,
    title: d.field === undefined ? defect.title : `Switchyard could not use the field “${d.field}”.`,
    next: d.field === undefined ? defect.next : 'Check what is entered there and try again.',
  }),
  'ipc/forbidden-sender': () => defect,
};

export const accessErrors: SentencesOf<'secret' | 'connection'> = {
  'secret/missing': () => ({
    title: 'There is no key for this connection.',
    next: 'Enter its key in the connection’s settings, then retry.',
    actions: ['open-connection', 'retry'],
  }),
  'secret/origin-changed': (d) =>
    d.field === 'headers'
      ? {
          title: 'The extra headers of this chat belong to another address.',
          next: `Their values are only ever sent where they were entered for. Enter them again in the parameters, for ${server(d)}.`,
          actions: ['retry'],
        }
      : {
          title: 'The key of this connection belongs to another address.',
          next: `A key is only ever sent where it was entered for. Enter it again for ${server(d)}.`,
          actions: ['open-connection'],
        },
  'secret/store-unavailable': () => ({
    title: 'The system’s keychain did not answer.',
    next: 'Unlock it and retry. Nothing was written elsewhere.',
    actions: ['retry', 'open-connection'],
  }),
  'secret/too-long': (d) => ({
    title: 'The keychain of this system cannot hold a key of this length.',
    next: `It takes ${d.limit === undefined ? 'less' : `at most ${formatCount(d.limit)} bytes`}. Use an AWS profile or a Bedrock API key instead of a long session token.`,
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
};

export const networkErrors: SentencesOf<'network'> = {
  'network/host-not-found': (d) => ({
    title: `No server was found under the name ${d.host ?? 'of this connection'}.`,
    next: 'Check the address for typing errors, and whether this computer is online.',
    actions: ['retry', 'open-connection'],
  }),
  'network/refused': (d) => ({
    title: `Nothing answers at ${server(d)}.`,
    next: 'If it is a local server, start it, then retry. Otherwise check the port.',
    actions: ['retry', 'open-connection'],
  }),
  'network/tls': (d) => ({
    title: `The certificate of ${server(d)} could not be verified.`,
    next: 'Nothing was sent. Check the address and the clock of this computer. If your company inspects traffic, add its certificate authority in the network settings.',
    actions: ['open-network-settings', 'retry'],
  }),
  'network/timeout': (d) => ({
    title: `${d.host ?? 'The server'} took too long to answer${d.hop === undefined ? '' : `: it stopped ${doing[d.hop]}`}.`,
    next:
      d.hop === 'dns' || d.hop === 'tcp'
        ? 'Check whether this computer is online and whether a proxy is needed, then retry.'
        : 'Retry; if that does not help, check the network or the provider’s status page.',
    actions: d.hop === 'dns' || d.hop === 'tcp' ? ['retry', 'open-network-settings'] : ['retry'],
  }),
  'network/reset': (d) => ({
    title: `The connection to ${server(d)} was cut${d.hop === undefined ? '' : ` ${doing[d.hop]}`}.`,
    next: 'What had arrived is kept. Retry to ask again.',
    actions: ['retry'],
  }),
  'network/redirect': (d) => ({
    title: `${d.host ?? 'The server'} redirects to another address.`,
    next: 'A key is never sent along a redirect. Enter the final address in the connection’s settings.',
    actions: ['open-connection'],
  }),
  'network/proxy': (d) => ({
    title:
      d.status === 407
        ? 'The proxy wants a user name and a password.'
        : `The proxy did not let the request through${d.host === undefined ? '' : ` to ${d.host}`}.`,
    next:
      d.status === 407
        ? 'Enter them in the network settings, then retry.'
        : 'Check the proxy in the network settings, or reach this host directly.',
    actions: ['open-network-settings', 'retry'],
  }),
};
