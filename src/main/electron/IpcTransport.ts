/**
 * The only user of `ipcMain`: one channel for requests, one for events. It reads what Electron knows of a caller into plain
 * data the moment the call arrives (a frame may be gone later) and leaves every decision to the router.
 */
import { ipcMain } from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { eventChannel, requestChannel } from '../../shared/ipc/bridge.ts';
import type { WindowId } from '../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import type { IpcRouter } from '../ipc/IpcRouter.ts';
import type { Sender } from '../ipc/senderPolicy.ts';

/** Carries requests to the router and events to the windows. */
export class IpcTransport {
  readonly #windows = new Map<WindowId, BrowserWindow>();

  /** Calls that arrive before the router is there wait for it. */
  constructor(router: Promise<IpcRouter>) {
    ipcMain.handle(requestChannel, async (event, name: unknown, input: unknown) => {
      const sender = this.#describe(event);
      return (await router).dispatch(sender, name, input);
    });
  }

  /** Lets the page of a window ask and hear, until it closes. */
  attach(id: WindowId, window: BrowserWindow): void {
    this.#windows.set(id, window);
    window.on('closed', () => {
      this.#windows.delete(id);
    });
  }

  /** Tells every window but the one that did it itself (`by`): its page knows already, and may be further by now. */
  readonly emit = <E extends EventName>(name: E, payload: EventPayloads[E]): void => {
    const by = 'by' in payload ? payload.by : null;
    for (const [id, window] of this.#windows) {
      if (id !== by) window.webContents.send(eventChannel, name, payload);
    }
  };

  /** Tells one window. Nothing happens where it is closed. */
  readonly emitTo = <E extends EventName>(id: WindowId, name: E, payload: EventPayloads[E]): void => {
    this.#windows.get(id)?.webContents.send(eventChannel, name, payload);
  };

  #describe({ sender, senderFrame }: IpcMainInvokeEvent): Sender {
    const known = [...this.#windows].find(([, window]) => window.webContents === sender);
    const windowId = known?.[0] ?? null;
    if (senderFrame === null) return { windowId, topFrame: false, origin: null };
    return { windowId, topFrame: senderFrame.parent === null, origin: senderFrame.origin };
  }
}
