/** Words of the interface: what is known of a model, and what a person can set about it. */
import type { ModelRoute, ModelVerdict } from '../../../../../shared/model.ts';
import { formatList, formatRate } from '../numbers.ts';

const apis: Readonly<Record<ModelRoute['api'], string>> = {
  converse: 'Converse',
  responses: 'Responses',
  chat: 'Chat Completions',
};

/** A route as it is told in a notice (`responses mantle /v1`), in words where its parts are known. */
export function modelRouteName(route: string): string {
  const known: Readonly<Record<string, string>> = apis;
  return route
    .split(' ')
    .map((part) => (Object.hasOwn(known, part) ? (known[part] ?? part) : part))
    .join(' ');
}

const routeName = ({ api, endpoint, basePath }: ModelRoute) =>
  `${apis[api]} on ${endpoint}${basePath === undefined ? '' : ` ${basePath}`}`;

const geographies: Readonly<Record<string, string>> = {
  us: 'US',
  'us-gov': 'US Gov',
  eu: 'Europe',
  apac: 'Asia Pacific',
  jp: 'Japan',
  au: 'Australia',
  ca: 'Canada',
  global: 'Global',
  region: 'One region',
};

/** What "Test this model" has found, in one sentence. */
function verdict(found: ModelVerdict): string {
  switch (found.kind) {
    case 'works':
      return found.route === null ? 'It answers.' : `It answers, through ${routeName(found.route)}.`;
    case 'not-enabled':
      return 'This account has no access to it yet. Ask for it in the provider’s console.';
    case 'wrong-region':
      return found.regions.length === 0
        ? 'This region does not have it, and no region that does was found.'
        : `This region does not have it. ${formatList(found.regions)} ${found.regions.length === 1 ? 'does' : 'do'}.`;
    case 'needs-profile':
      return found.profileIds.length === 0
        ? 'It can only be reached through an inference profile, and none was found.'
        : 'It can only be reached through an inference profile.';
    case 'no-permission':
      return `This sign-in is not allowed to use it: the permission ${found.action} is missing.`;
  }
}

export const modelDetails = {
  price: (input: number, output: number) => `${formatRate(input)} in, ${formatRate(output)} out`,
  priceShort: (input: number, output: number) => `${formatRate(input)} / ${formatRate(output)}`,
  priceHint: 'US dollars per million tokens, in and out',
  images: 'Images',
  documents: 'Documents',
  tools: 'Tools',
  reasoning: 'Reasoning',
  geography: 'Runs in',
  geographyName: (id: string) => geographies[id] ?? id,
  facts: {
    vendor: 'Made by',
    window: 'Context window',
    maxOutput: 'Longest reply',
    price: 'Per million tokens',
    tier: (above: string) => `Above ${above} in`,
    takes: 'Takes',
    source: 'Price from',
    unknown: 'unknown',
    text: 'Text',
  },
  sources: {
    override: 'you',
    catalogue: 'the catalogue',
    'genai-prices': 'genai-prices',
    server: 'the server',
  },
  own: 'Your own values',
  ownHint: 'They take precedence over everything else that is known of this model.',
  route: 'Route',
  automatic: 'Automatic',
  routeName,
  region: 'Region',
  regionHint: 'Leave empty for the connection’s region.',
  ownWindow: 'Context window, in tokens',
  ownOutput: 'Longest reply, in tokens',
  priceIn: 'Price in',
  priceOut: 'Price out',
  save: 'Save',
  reset: 'Remove them',
  probe: 'Test this model',
  probeHint: 'Sends a request of a few tokens.',
  probing: 'Testing…',
  verdict,
  useProfile: (id: string) => `Use ${id}`,
  useRegion: (region: string) => `Use ${region}`,
  errors: {
    whole: 'Enter a whole number of tokens.',
    price: 'Enter a price in US dollars.',
    bothPrices: 'Enter both prices: in and out.',
    region: 'A region looks like us-east-1.',
  },
};
