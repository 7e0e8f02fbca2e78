/** The proxy as it is being filled in, and what of it can take effect. Pure. */
import type { ProxySettings } from '../../../shared/network.ts';
import { text } from '../../app/text/text.ts';

export interface ProxyDraft {
  readonly kind: ProxySettings['kind'];
  readonly url: string;
  /** Hosts, one a line. */
  readonly bypass: string;
  readonly pacUrl: string;
}

export type ProxyProblems = Partial<Record<'url' | 'bypass' | 'pacUrl', string>>;

export function proxyDraftOf(proxy: ProxySettings): ProxyDraft {
  return {
    kind: proxy.kind,
    url: proxy.kind === 'manual' ? proxy.url : '',
    bypass: proxy.kind === 'manual' ? proxy.bypass.join('\n') : '',
    pacUrl: proxy.kind === 'pac' ? proxy.url : '',
  };
}

/** An address as it is typed becomes a whole one: proxies are mostly named without a scheme. */
export function completeProxyUrl(typed: string): string {
  const trimmed = typed.trim();
  if (trimmed === '' || /\s/.test(trimmed)) return trimmed;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
}

function urlOf(typed: string): URL | null {
  const whole = completeProxyUrl(typed);
  return !/\s/.test(whole) && URL.canParse(whole) && new URL(whole).hostname !== '' ? new URL(whole) : null;
}

function bypassOf({ bypass }: ProxyDraft): string[] {
  const lines = bypass.split(/[\n,]/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

function urlProblem(typed: string): string | null {
  const words = text.settings.network.problems;
  const url = urlOf(typed);
  if (url === null || !/^(https?|socks5):$/.test(url.protocol)) return words.url;
  return url.username === '' && url.password === '' ? null : words.account;
}

/** What keeps a draft from taking effect. */
export function proxyProblems(draft: ProxyDraft): ProxyProblems {
  const words = text.settings.network.problems;
  if (draft.kind === 'pac') {
    const url = urlOf(draft.pacUrl);
    return url !== null && /^(https?|file):$/.test(url.protocol) ? {} : { pacUrl: words.pacUrl };
  }
  if (draft.kind !== 'manual') return {};
  const url = urlProblem(draft.url);
  const hosts = bypassOf(draft);
  const wrongHosts = hosts.length > 200 || hosts.some((host) => host.length > 255 || host.includes('://'));
  return { ...(url === null ? {} : { url }), ...(wrongHosts ? { bypass: words.bypass } : {}) };
}

/** The settings that the draft describes; null while something of it has to be put right. */
export function proxyOf(draft: ProxyDraft): ProxySettings | null {
  if (Object.keys(proxyProblems(draft)).length > 0) return null;
  switch (draft.kind) {
    case 'system':
    case 'none':
      return { kind: draft.kind };
    case 'manual':
      return { kind: 'manual', url: completeProxyUrl(draft.url), bypass: bypassOf(draft) };
    case 'pac':
      return { kind: 'pac', url: completeProxyUrl(draft.pacUrl) };
  }
}
