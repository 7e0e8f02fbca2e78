/** Words of the interface: the request inspector. */
import type { NetworkHop } from '../../../../../shared/errors.ts';
import { formatCount, formatSeconds } from '../numbers.ts';

const hops: Readonly<Record<NetworkHop, string>> = {
  dns: 'DNS',
  tcp: 'TCP',
  proxy: 'Proxy',
  tls: 'TLS',
  http: 'Request',
  auth: 'Sign-in',
};

const milliseconds = (ms: number) => (ms < 1000 ? `${formatCount(Math.round(ms))} ms` : formatSeconds(ms));

export const inspector = {
  open: 'Inspect request…',
  title: 'Request inspector',
  description: 'What went over the wire. Secrets were replaced before this was kept.',
  close: 'Close',
  loading: 'Reading the request',
  nothing: 'Nothing was kept of this request.',
  nothingHint: 'Requests are kept for replies of this session and as long as there is room for them.',
  requests: 'Requests',
  request: (position: number, outcome: string) => `${formatCount(position)} · ${outcome}`,
  noAnswer: 'no answer',
  failed: (what: string) => `Failed: ${what}`,
  copyCurl: 'Copy as curl',
  copied: 'Copied',
  copyBody: 'Copy body',
  copyHeaders: 'Copy headers',
  sections: {
    timing: 'Timing',
    request: 'Request headers',
    body: 'Request body',
    response: 'Response headers',
  },
  noBody: 'There was no body, or it is too long to keep.',
  noHeaders: 'None.',
  hops,
  waiting: 'Waiting for the answer',
  firstToken: 'First token',
  streaming: 'Tokens',
  span: (name: string, from: number, to: number) =>
    `${name}: ${milliseconds(to - from)}, from ${milliseconds(from)} to ${milliseconds(to)}`,
  ms: milliseconds,
  items: (n: number) => `${formatCount(n)} ${n === 1 ? 'item' : 'items'}`,
  fields: (n: number) => `${formatCount(n)} ${n === 1 ? 'field' : 'fields'}`,
  moreEntries: (left: number) => `Show more (${formatCount(left)} left)`,
  bodyTree: 'Request body as a tree',
};
