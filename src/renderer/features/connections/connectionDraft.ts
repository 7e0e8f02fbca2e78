/**
 * A connection while it is being filled in: plain strings, one shape for all providers, so that changing the provider loses
 * nothing that was typed. No secret is ever part of it. Pure.
 */
import type { AwsAuth } from '../../../shared/aws.ts';
import type { Connection, Provider } from '../../../shared/connection.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import { text } from '../../app/text/text.ts';

/** The providers that can be connected; the demo is there already. */
export type ConnectableProvider = Exclude<Provider, 'demo'>;

export interface ConnectionDraft {
  readonly id: ConnectionId;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly provider: ConnectableProvider;
  readonly name: string;
  readonly baseUrl: string;
  /** OpenAI's own field: an address typed for another server must never become the place that an OpenAI key goes to. */
  readonly gatewayUrl: string;
  readonly organization: string;
  readonly project: string;
  readonly region: string;
  readonly authKind: AwsAuth['kind'];
  readonly profile: string;
  readonly endpoint: string;
}

/** What is wrong with a draft, as a sentence beside the field. */
export type DraftProblems = Partial<
  Record<'baseUrl' | 'gatewayUrl' | 'region' | 'profile' | 'endpoint', string>
>;

/** An empty form. */
export function newDraft(now: number): ConnectionDraft {
  return {
    id: newId<ConnectionId>(),
    createdAt: now,
    provider: 'openai',
    name: '',
    baseUrl: '',
    gatewayUrl: '',
    organization: '',
    project: '',
    region: 'us-east-1',
    authKind: 'profile',
    profile: '',
    endpoint: '',
  };
}

/** The form of a connection that exists; null for the demo, which has nothing to fill in. */
export function draftOf(connection: Connection): ConnectionDraft | null {
  const { id, createdAt, name } = connection;
  const base = { ...newDraft(createdAt), id, name };
  switch (connection.provider) {
    case 'demo':
      return null;
    case 'openai':
      return {
        ...base,
        provider: 'openai',
        gatewayUrl: connection.baseUrl ?? '',
        organization: connection.organization ?? '',
        project: connection.project ?? '',
      };
    case 'openai-compatible':
      return { ...base, provider: 'openai-compatible', baseUrl: connection.baseUrl };
    case 'bedrock':
      return {
        ...base,
        provider: 'bedrock',
        region: connection.region,
        authKind: connection.auth.kind,
        profile: connection.auth.kind === 'profile' ? connection.auth.profile : '',
        endpoint: connection.endpoint ?? '',
      };
  }
}

/** Whether an address without a scheme means this machine or its own network, where servers speak plain http. */
function looksLocal(address: string): boolean {
  return /^(localhost|127\.|10\.|192\.168\.|\[::1\]|0\.0\.0\.0|[\w-]+\.local\b)/i.test(address);
}

/**
 * Completes an address as a person types it: a missing scheme, a path of the API that belongs to the requests and not to the
 * base, a slash at the end. What is no address even then is left as it is.
 */
export function completeUrl(typed: string): string {
  const trimmed = typed.trim();
  // Chromium reads a space in a host as part of its name.
  if (trimmed === '' || /\s/.test(trimmed)) return trimmed;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  const address = hasScheme ? trimmed : `${looksLocal(trimmed) ? 'http' : 'https'}://${trimmed}`;
  if (!URL.canParse(address)) return trimmed;
  return address.replace(/\/(chat\/completions|responses|models)\/*$/, '').replace(/\/+$/, '');
}

function isWebAddress(address: string): boolean {
  return !/\s/.test(address) && URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** The address that the draft's provider contacts, as it was typed; empty for a provider's own. */
export function addressOf(draft: ConnectionDraft): string {
  switch (draft.provider) {
    case 'openai':
      return draft.gatewayUrl;
    case 'openai-compatible':
      return draft.baseUrl;
    case 'bedrock':
      return draft.endpoint;
  }
}

/** The host of an address, or the address itself where it has none. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

/** What the connection is called when nobody names it. */
export function defaultName(draft: ConnectionDraft): string {
  const provider = text.connections.providers[draft.provider];
  switch (draft.provider) {
    case 'openai':
      return provider;
    case 'openai-compatible':
      return (draft.baseUrl === '' ? provider : hostOf(completeUrl(draft.baseUrl))).slice(0, 120);
    case 'bedrock':
      return `Bedrock ${draft.region}`.trim();
  }
}

/** What has to be put right before the draft can be saved or tried. */
export function problemsOf(draft: ConnectionDraft): DraftProblems {
  const words = text.connections.problems;
  const wrongUrl = (address: string) => address !== '' && !isWebAddress(completeUrl(address));
  switch (draft.provider) {
    case 'openai':
      return wrongUrl(draft.gatewayUrl) ? { gatewayUrl: words.url } : {};
    case 'openai-compatible':
      if (draft.baseUrl.trim() === '') return { baseUrl: words.baseUrl };
      return wrongUrl(draft.baseUrl) ? { baseUrl: words.url } : {};
    case 'bedrock':
      return {
        ...(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(draft.region) ? {} : { region: words.region }),
        ...(draft.authKind === 'profile' && draft.profile.trim() === '' ? { profile: words.profile } : {}),
        ...(wrongUrl(draft.endpoint) ? { endpoint: words.url } : {}),
      };
  }
}

/** The connection that the draft describes. Only for a draft without problems. */
export function connectionOf(draft: ConnectionDraft, now: number): Connection {
  const name = draft.name.trim() === '' ? defaultName(draft) : draft.name.trim();
  const base = { id: draft.id, name, createdAt: draft.createdAt, updatedAt: now };
  const given = <K extends string>(key: K, value: string): Partial<Record<K, string>> => {
    const entry: Partial<Record<K, string>> = {};
    if (value.trim() !== '') entry[key] = value.trim();
    return entry;
  };
  switch (draft.provider) {
    case 'openai':
      return {
        ...base,
        provider: 'openai',
        ...given('baseUrl', completeUrl(draft.gatewayUrl)),
        ...given('organization', draft.organization),
        ...given('project', draft.project),
      };
    case 'openai-compatible':
      return { ...base, provider: 'openai-compatible', baseUrl: completeUrl(draft.baseUrl) };
    case 'bedrock':
      return {
        ...base,
        provider: 'bedrock',
        region: draft.region,
        auth:
          draft.authKind === 'profile'
            ? { kind: 'profile', profile: draft.profile.trim() }
            : { kind: draft.authKind },
        ...given('endpoint', completeUrl(draft.endpoint)),
      };
  }
}
