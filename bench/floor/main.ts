/**
 * The floor: the least that an Electron app with one React page can be. Same kind of window, same sandbox, no product. Started
 * with `--stream=TOKENS_PER_SECOND` it sends words to the page at that rate, one batch a frame, and the page appends them to
 * plain paragraphs.
 */
import { app, BrowserWindow, ipcMain } from 'electron';
import { join } from 'node:path';

const frame = 16;

function argument(name: string): string | null {
  const prefix = `--${name}=`;
  return process.argv.find((value) => value.startsWith(prefix))?.slice(prefix.length) ?? null;
}

function stream(window: BrowserWindow, perSecond: number, words: readonly string[]): void {
  const started = Date.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(words.length, Math.floor(((Date.now() - started) * perSecond) / 1000));
    if (due > sent) window.webContents.send('floor:delta', words.slice(sent, due).join(''));
    sent = due;
    if (sent < words.length) return;
    clearInterval(timer);
    window.webContents.send('floor:end');
  }, frame);
}

// `enableSandbox` would take `--no-sandbox` back, without which Chromium refuses to run as root.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
    },
  });
  ipcMain.handle('floor:stream', (_event, perSecond: number, words: string[]) => {
    stream(window, perSecond, words);
  });
  await window.loadFile(argument('page') ?? join(import.meta.dirname, 'index.html'));
});
app.on('window-all-closed', () => {
  app.quit();
});
