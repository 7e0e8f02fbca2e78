/**
 * Preloaded into Electron (`-r`): the app becomes ready only once Playwright has attached itself and calls
 * `__playwright_run`. Otherwise the window may open in the middle of that, and about one start in a hundred never shows up.
 * Playwright has a preload of its own, but that one also switches off much of what Chromium does unasked, background
 * network traffic included, and an app that is tested should run as people run it. CommonJS, because Electron's default app
 * requires it.
 */
const { app } = require('electron');

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  globalThis.__playwright_run = resolve;
});
app.whenReady = () => attached.then(() => ready);
