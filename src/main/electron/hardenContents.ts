import { app } from 'electron';
import type { Event } from 'electron';

function prevent(event: Event): void {
  event.preventDefault();
}

/**
 * The page stays where it is: nothing navigates, no window opens, nothing is embedded, and WebRTC sends no UDP, which neither
 * the CSP nor the request policy sees (what it sends over TCP ends in closeNetwork.ts). Applies to every web contents that will ever exist, so it
 * has to run before the first one. Loads that main itself starts are not navigations in this sense.
 */
export function hardenContents(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', prevent);
    contents.on('will-redirect', prevent);
    contents.on('will-frame-navigate', prevent);
    contents.on('will-attach-webview', prevent);
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}
