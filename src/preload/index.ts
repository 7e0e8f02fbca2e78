/**
 * All that the page gets from the privileged side: two functions. Everything else of Electron stays here. Names are not
 * checked on this side on purpose: the router in main looks them up among its own routes and parses every input, and a list
 * of them here would bring the validator into the preload for a second, weaker gate.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import { eventChannel, requestChannel } from '../shared/ipc/bridge.ts';
import type { Bridge } from '../shared/ipc/bridge.ts';

const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke(requestChannel, name, input),

  on: (name, callback) => {
    // The event object leads back to Electron, so it ends here.
    const listener = (
      _event: IpcRendererEvent,
      heard: unknown,
      payload: Parameters<typeof callback>[0],
    ): void => {
      if (heard === name) callback(payload);
    };
    ipcRenderer.on(eventChannel, listener);
    return () => {
      ipcRenderer.off(eventChannel, listener);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
