import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('floor', {
  stream: (perSecond: number, words: readonly string[]) =>
    ipcRenderer.invoke('floor:stream', perSecond, words),
  onDelta: (callback: (text: string) => void) => {
    ipcRenderer.on('floor:delta', (_event, text: string) => {
      callback(text);
    });
  },
  onEnd: (callback: () => void) => {
    ipcRenderer.on('floor:end', () => {
      callback();
    });
  },
});
