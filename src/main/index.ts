/**
 * What has to happen before anything else, in this order, and nothing more. The sandbox, the scheme and the profile folder
 * can only be set before Electron is ready; a second instance on one profile must leave before it opens a file of it.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, crashReporter } from 'electron';
import { registerAppScheme } from './electron/appScheme.ts';
import { closeNetwork } from './electron/closeNetwork.ts';
import { hardenContents } from './electron/hardenContents.ts';
import { prepareProfileFolder } from './electron/profileFolder.ts';
import { scrubProviderEnvironment } from './providers/scrubEnvironment.ts';
import { start } from './start.ts';

// Every window asks for the sandbox itself; this makes it impossible not to. With `--no-sandbox`, which Chromium demands of
// root, Electron would refuse to start any renderer that is forced into it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
const developmentUrl = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
closeNetwork(developmentUrl);
scrubProviderEnvironment(process.env);
const profileFolder = prepareProfileFolder();
// Dumps hold memory, so they stay on this machine.
crashReporter.start({ uploadToServer: false });

if (app.requestSingleInstanceLock()) {
  hardenContents();
  start({
    // Not awaited: Electron does not become ready before this module has run to its end.
    ready: app.whenReady(),
    profileFolder,
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    pageFolder: join(import.meta.dirname, '../renderer'),
    historyWorker: pathToFileURL(join(import.meta.dirname, 'historyWorker.js')),
    fileWorker: pathToFileURL(join(import.meta.dirname, 'fileWorker.js')),
    tokenWorker: pathToFileURL(join(import.meta.dirname, 'tokenWorker.js')),
    pacWorker: pathToFileURL(join(import.meta.dirname, 'pacWorker.js')),
    version: app.getVersion(),
    development: app.isPackaged ? null : { serverUrl: developmentUrl },
  });
} else {
  app.exit(0);
}
