/**
 * What every page of the session is denied, whatever it asks. Electron grants permissions by default, so all three handlers
 * are needed: the request handler for prompts, the check handler for silent queries, the device handler for what was granted
 * before. Writing text to the clipboard after a click is the one permission there is.
 */
import { session as sessions } from 'electron';
import { appOrigin } from '../pageSecurity/pageOrigin.ts';
import { isAllowedRequest } from '../pageSecurity/requestPolicy.ts';
import type { DevelopmentSources } from '../pageSecurity/requestPolicy.ts';

/** Closes the one session there is to the network, to devices and to downloads. The app is ready by then. */
export function hardenSession(development: DevelopmentSources | null): void {
  const session = sessions.defaultSession;
  const pageOrigin = development?.serverOrigin ?? appOrigin;
  const isGranted = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && (url === pageOrigin || url.startsWith(`${pageOrigin}/`));

  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isGranted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isGranted(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);

  // For every language it checks, Chromium fetches a dictionary from a server of Google's: at the start, by itself and past
  // the filter below. Windows without spell checking do not keep it from that. macOS has dictionaries of its own.
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([]);
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isAllowedRequest(details.url, development) });
  });
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
