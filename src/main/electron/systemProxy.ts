/**
 * What the operating system says about the way to a server: its proxy settings, exceptions included, as Chromium reads them.
 * Chromium itself resolves no names here (docs/adr/0010), so a script that the system's settings name cannot be fetched by
 * it: the answer is then `DIRECT`, and `network/systemScript.ts` looks for it.
 */
import { session } from 'electron';

/** Makes the question that can be asked at any time; it waits until Electron is ready. Answers as a PAC script does. */
export function systemProxy(ready: Promise<void>): (url: string) => Promise<string> {
  return async (url) => {
    await ready;
    return session.defaultSession.resolveProxy(url);
  };
}
