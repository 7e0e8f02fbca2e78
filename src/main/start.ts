/**
 * The composition root: builds every part of the app by hand, top to bottom. Nothing else knows all of them. The keychain
 * and the history begin to open at once, before Electron itself is ready; the window loads meanwhile, and what it asks waits
 * for them.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../shared/clock.ts';
import { routes } from '../shared/ipc/routes.ts';
import { forgetBounds, openAppWindow } from './electron/appWindow.ts';
import { AppWindows } from './electron/AppWindows.ts';
import { installApplicationMenu } from './electron/applicationMenu.ts';
import { serveApp } from './electron/appScheme.ts';
import { chooseAttachments } from './electron/chooseAttachments.ts';
import {
  askAuthorityFile,
  askScoreboardFile,
  askTranscriptFile,
  confirmCommand,
  confirmLink,
  confirmTokenPlace,
} from './electron/dialogs.ts';
import { reportFailedStart } from './electron/failedStart.ts';
import { hardenSession } from './electron/hardenSession.ts';
import { IpcTransport } from './electron/IpcTransport.ts';
import { notifyOfTurn } from './electron/notifications.ts';
import { openExternalUrl } from './electron/openExternalUrl.ts';
import { closeOnQuit } from './electron/quitLifecycle.ts';
import { savedDialogs } from './electron/savedDialogs.ts';
import { systemProxy } from './electron/systemProxy.ts';
import { applyTheme } from './electron/theme.ts';
import { requestBudget } from './ipc/inputBudget.ts';
import { IpcRouter } from './ipc/IpcRouter.ts';
import { createLogger } from './logging/createLogger.ts';
import { Redactor } from './logging/Redactor.ts';
import { openServices } from './openServices.ts';
import type { Services } from './openServices.ts';
import { AppFiles } from './pageSecurity/AppFiles.ts';
import { appOrigin } from './pageSecurity/pageOrigin.ts';
import { ReplyWatch } from './windows/ReplyWatch.ts';
import { WindowStateFile } from './windowState/WindowStateFile.ts';

export interface StartOptions {
  /** Resolves when Electron is ready. */
  readonly ready: Promise<void>;
  readonly profileFolder: string;
  /** Absolute paths of what is built: the preload, the folder of the page, the workers. */
  readonly preload: string;
  readonly pageFolder: string;
  readonly historyWorker: URL;
  readonly fileWorker: URL;
  readonly tokenWorker: URL;
  readonly pacWorker: URL;
  readonly version: string;
  /** Null in a packaged app. `serverUrl` is the development server that the page comes from, if one runs. */
  readonly development: { readonly serverUrl: string | null } | null;
}

/** Opens everything behind the window now, and the window when Electron is ready. Called once. */
export function start(options: StartOptions): void {
  const { profileFolder, development, ready } = options;
  const clock = systemClock;
  const redactor = new Redactor({ homeFolder: homedir() });
  const logger = createLogger({ folder: join(profileFolder, 'logs'), clock, redactor });
  const stateFile = new WindowStateFile(profileFolder);

  const serverUrl = development?.serverUrl ?? null;
  const serverOrigin = serverUrl === null ? null : new URL(serverUrl).origin;

  const logFailure = (caught: unknown): void => {
    logger.error('The tabs of a window could not be moved.', caught);
  };
  const windows = new AppWindows({
    open: (id, entrance, beside) => {
      const pageUrl = serverUrl ?? `${appOrigin}/`;
      const { preload } = options;
      const window = openAppWindow({ id, entrance, beside, pageUrl, preload, stateFile });
      transport.attach(id, window);
      return window;
    },
    onClosed: (id) => {
      forgetBounds(stateFile, id);
      void opening.then(({ windowTabs }) => windowTabs.closed(id)).catch(logFailure);
    },
  });
  const currentWindow = () => windows.current();
  let wantsNotifications = false;
  const replyWatch = new ReplyWatch({
    isWanted: () => wantsNotifications,
    isSeen: (id) => {
      const front = windows.focusedId();
      return front !== null && services?.windowTabs.shownIn(front) === id;
    },
    tell: (turn) => {
      notifyOfTurn(turn, () => {
        const { conversationId: id } = turn;
        const windowId = services?.windowTabs.windowOf(id) ?? windows.currentId();
        windows.show(windowId);
        transport.emitTo(windowId, 'conversation.chosen', { id });
      });
    },
  });
  const opening = openServices({
    ...options,
    windows,
    clock,
    logger,
    redactor,
    emit: (name, payload) => {
      transport.emit(name, payload);
      replyWatch.hear(name, payload);
    },
    emitTo: (id, name, payload) => {
      transport.emitTo(id, name, payload);
    },
    chooseFile: (suggestion) => askTranscriptFile(currentWindow, suggestion),
    chooseScoreboardFile: (fileName) => askScoreboardFile(currentWindow, fileName),
    savedDialogs: savedDialogs(currentWindow),
    chooseAttachments: () => chooseAttachments(currentWindow),
    chooseAuthorityFile: () => askAuthorityFile(currentWindow),
    resolveSystemProxy: systemProxy(ready),
    confirmLink: (question) => confirmLink(currentWindow, question),
    confirmCommand: (program, args, origin) => confirmCommand(currentWindow, { program, args, origin }),
    confirmTokenPlace: (origin) => confirmTokenPlace(currentWindow, origin),
    openExternalUrl,
    onSettings: ({ theme, notifications }) => {
      wantsNotifications = notifications;
      applyTheme(theme);
      stateFile.update({ theme });
    },
  });
  const router = opening.then(
    ({ handlers }) =>
      new IpcRouter({
        routes,
        handlers,
        pageOrigin: serverOrigin ?? appOrigin,
        budget: requestBudget,
        logger,
      }),
  );
  // Who asks meanwhile is told; everybody else is told below.
  router.catch(() => undefined);
  const transport = new IpcTransport(router);
  void ready.then(() => {
    applyTheme(stateFile.state.theme);
    serveApp(new AppFiles(options.pageFolder));
    hardenSession(development === null ? null : { serverOrigin });
    windows.start();
    installApplicationMenu({
      isMac: process.platform === 'darwin',
      isDevelopment: development !== null,
      choose: (command) => {
        transport.emitTo(windows.currentId(), 'menu.chosen', { command });
      },
    });
  });

  // The windows that tabs were left in, behind the first one.
  void Promise.all([opening, ready])
    .then(async ([{ windowTabs }]) => {
      for (const id of await windowTabs.left()) windows.show(id, 'quiet');
    })
    .catch(logFailure);

  let services: Services | null = null;
  opening.then(
    (opened) => {
      services = opened;
    },
    async (caught: unknown) => {
      logger.error('The app could not start.', caught);
      await Promise.all([logger.flush(), ready]);
      reportFailedStart();
    },
  );
  closeOnQuit({
    close: async () => {
      await (await opening).close();
      await logger.flush();
    },
    // A start that is still waiting may be waiting for the keychain.
    isHanging: () => services === null || services.isHanging(),
    clock,
  });
}
