/**
 * Listens to everything that main tells the renderer, replies and events, without any hook in the product: it takes the place
 * of the registered handler and of `webContents.send` from outside, through Playwright.
 */
import type { ElectronApplication } from '@playwright/test';

export class BridgeTap {
  readonly #electron: ElectronApplication;

  private constructor(electron: ElectronApplication) {
    this.#electron = electron;
  }

  /** Everything from now on is heard. */
  static async attach(electron: ElectronApplication): Promise<BridgeTap> {
    await electron.evaluate(({ ipcMain, webContents }) => {
      const heard: string[] = [];
      Reflect.set(globalThis, 'bridgeTraffic', heard);
      // Electron keeps the functions given to `ipcMain.handle` in this map; it has no public list of them.
      type Handler = (...args: unknown[]) => unknown;
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>;
      for (const [channel, handler] of handlers) {
        handlers.set(channel, async (...args) => {
          const reply = await handler(...args);
          heard.push(JSON.stringify(reply));
          return reply;
        });
      }
      for (const contents of webContents.getAllWebContents()) {
        const send = contents.send.bind(contents);
        contents.send = (channel: string, ...args: unknown[]) => {
          heard.push(JSON.stringify(args));
          send(channel, ...args);
        };
      }
    });
    return new BridgeTap(electron);
  }

  /** What was heard so far, as JSON, one message a line. */
  async traffic(): Promise<string> {
    return this.#electron.evaluate(() => (Reflect.get(globalThis, 'bridgeTraffic') as string[]).join('\n'));
  }
}
