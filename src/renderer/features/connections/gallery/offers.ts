/** What can be connected, in the order in which it is offered: rows of data, a new service is one more. Pure. */
import { connectionPresets } from '../../../../shared/connectionPresets.ts';
import type { ConnectionPreset } from '../../../../shared/connectionPresets.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { text } from '../../../app/text/text.ts';
import type { PickGroup } from '../../../ui/PickList.tsx';
import { presetById } from '../../../../shared/connectionPresets.ts';
import type { Choice } from '../drafts/connectionDraft.ts';

export type FoundServer = RouteOutput<'connections.discover'>[number];
export type FoundProfile = RouteOutput<'connections.awsProfiles'>[number];

/** One row: something that runs here already, a profile of AWS, or a form to fill in. */
export type Offer = { readonly key: string; readonly name: string; readonly about: string } & (
  | { readonly kind: 'form'; readonly choice: Choice; readonly alias: string }
  | { readonly kind: 'server'; readonly server: FoundServer }
  | { readonly kind: 'profile'; readonly profile: FoundProfile }
);

type FormOffer = Extract<Offer, { kind: 'form' }>;

const words = text.connections.gallery;

function own(provider: Exclude<Choice['provider'], 'openai-compatible'>, alias: string): FormOffer {
  return {
    kind: 'form',
    key: provider,
    name: text.connections.providers[provider],
    about: words.about[provider],
    choice: { provider },
    alias,
  };
}

function known({ id, name, kind, projectExample }: ConnectionPreset): FormOffer {
  return {
    kind: 'form',
    key: `preset ${id}`,
    name,
    about: words.about[kind],
    choice: { provider: 'openai-compatible', preset: id },
    alias: projectExample ?? '',
  };
}

const clouds: readonly FormOffer[] = [
  own('bedrock', 'aws claude anthropic nova llama mistral'),
  own('openai', 'gpt chatgpt'),
  own('azure-openai', 'microsoft gpt entra'),
  own('google-vertex', 'gemini vertex gcp'),
  own('oci', 'oracle oci'),
  own('sagemaker', 'aws endpoint'),
];

const anyServer: FormOffer = {
  kind: 'form',
  key: 'any',
  name: words.anyServer,
  about: words.about.anyServer,
  choice: { provider: 'openai-compatible', preset: null },
  alias: 'custom gateway litellm proxy chat completions',
};

const services = connectionPresets.filter(({ kind }) => kind === 'cloud').map(known);
const local = connectionPresets.filter(({ kind }) => kind === 'local').map(known);

/** What was found on this computer, as rows. */
export interface Found {
  readonly servers: readonly FoundServer[];
  readonly profiles: readonly FoundProfile[];
}

function foundOffers({ servers, profiles }: Found): readonly Offer[] {
  return [
    ...servers.map((server): Offer => {
      const name = presetById(server.preset)?.name ?? server.baseUrl;
      return {
        kind: 'server',
        key: server.baseUrl,
        name,
        about: words.foundServer(server.modelCount),
        server,
      };
    }),
    ...profiles.map((profile): Offer => ({
      kind: 'profile',
      key: `profile ${profile.name}`,
      name: words.awsProfile(profile.name),
      about: words.awsProfileAbout(profile.region),
      profile,
    })),
  ];
}

/** The rows that match every word of a query, in groups. */
export function searchOffers(found: Found, query: string): readonly PickGroup<Offer>[] {
  const wanted = query.toLowerCase().split(/\s+/);
  const matches = (offer: Offer) => {
    const said = `${offer.name} ${offer.about} ${offer.kind === 'form' ? offer.alias : ''}`.toLowerCase();
    return wanted.every((word) => said.includes(word));
  };
  return [
    { heading: words.groups.found, items: foundOffers(found).filter(matches) },
    { heading: words.groups.clouds, items: clouds.filter(matches) },
    { heading: words.groups.services, items: [...services, anyServer].filter(matches) },
    { heading: words.groups.local, items: local.filter(matches) },
  ];
}
