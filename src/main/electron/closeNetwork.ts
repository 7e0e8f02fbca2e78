import { app } from 'electron';

/**
 * Leaves Chromium without name resolution, for addresses that are numbers too. It closes what the other layers leave open:
 * `<link rel=dns-prefetch>` asks name servers about names of the page's choice, and WebRTC reaches TURN servers and ICE
 * candidates over TCP whatever its policy for UDP says. Main's own requests run in Node and are not touched. Has to run
 * before Electron is ready. `developmentUrl` is the one server that a developer's page comes from.
 */
export function closeNetwork(developmentUrl: string | null): void {
  const exception = developmentUrl === null ? '' : `, EXCLUDE ${new URL(developmentUrl).hostname}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exception}`);
}
