import { protocol } from 'electron';
import type { AppFiles } from '../pageSecurity/AppFiles.ts';
import { appScheme } from '../pageSecurity/pageOrigin.ts';

/**
 * Makes `app://` a scheme with origins of its own. Has to run before the app is ready. It never gets `bypassCSP`,
 * `allowServiceWorkers`, `corsEnabled` or `allowExtensions`.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers requests to `app://` with the files of the page. The app is ready by then. */
export function serveApp(files: AppFiles): void {
  protocol.handle(appScheme, (request) => files.respond(request.method, request.url));
}
