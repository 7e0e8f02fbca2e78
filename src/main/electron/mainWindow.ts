/**
 * The window. The page gets a sandboxed, isolated renderer with no Node, and nothing of that is ever relaxed: not here, not
 * in development, not in tests. It is created before anything else is ready, and shown when it has something to show.
 */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { placeWindow, smallestWindow } from '../windowState/windowState.ts';
import type { WindowStateFile } from '../windowState/WindowStateFile.ts';
import { showContextMenus } from './contextMenu.ts';

interface MainWindowOptions {
  /** Where the page is, either `app://main/` or the development server. */
  readonly pageUrl: string;
  /** Absolute path of the bundled preload. */
  readonly preload: string;
  readonly stateFile: WindowStateFile;
}

/** The page's own background (`--color-canvas` of tokens.css) in both themes, so that the first frame does not flash. */
const backgrounds = { light: '#fdfdfe', dark: '#17191e' } as const;

function rememberState(window: BrowserWindow, stateFile: WindowStateFile): void {
  window.on('close', () => {
    stateFile.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
}

/** Opens the window and starts to load the page. */
export function openMainWindow({ pageUrl, preload, stateFile }: MainWindowOptions): BrowserWindow {
  const { bounds, maximized } = stateFile.state;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      bounds,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Chromium fetches dictionaries from a server, and nothing here contacts a server unasked. macOS has its own.
      spellcheck: process.platform === 'darwin',
    },
  });
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  rememberState(window, stateFile);
  showContextMenus(window);
  void window.loadURL(pageUrl);
  return window;
}
