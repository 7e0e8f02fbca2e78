/**
 * One of four layers that keep the renderer off the network (the CSP, the WebRTC policy and the lack of name resolution are
 * the others): every request of the session, whoever makes it, is let through by its scheme or cancelled.
 */
import { appScheme, artifactScheme } from './pageOrigin.ts';

const localSchemes: ReadonlySet<string> = new Set([`${appScheme}:`, `${artifactScheme}:`, 'blob:', 'data:']);

/** What only a developer's unpackaged app may load besides. */
export interface DevelopmentSources {
  /** The origin of the development server, for instance `http://localhost:5173`; null without one. */
  readonly serverOrigin: string | null;
}

function sourcesOf(serverOrigin: string): readonly string[] {
  return [serverOrigin, serverOrigin.replace(/^http/, 'ws')];
}

/** Whether the session may make this request. `development` is null in a packaged app. */
export function isAllowedRequest(address: string, development: DevelopmentSources | null): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (localSchemes.has(url.protocol)) return true;
  if (development === null) return false;
  if (url.protocol === 'devtools:') return true;
  const { serverOrigin } = development;
  return serverOrigin !== null && sourcesOf(serverOrigin).includes(url.origin);
}
