/**
 * A window, the first or any other: all get the same sandboxed, isolated renderer with no Node, and nothing of that is ever
 * relaxed: not here, not in development, not in tests. The first is created before anything else is ready, and each is shown
 * when it has something to show.
 */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { mainWindowId } from '../../shared/ids.ts';
import type { WindowId } from '../../shared/ids.ts';
import { placeBeside, placeWindow, smallestWindow } from '../windowState/windowState.ts';
import type { Rectangle } from '../windowState/windowState.ts';
import type { WindowStateFile } from '../windowState/WindowStateFile.ts';
import type { Entrance } from './AppWindows.ts';
import { showContextMenus } from './contextMenu.ts';

interface AppWindowOptions {
  readonly id: WindowId;
  readonly entrance: Entrance;
  /** The window that was in front, which another one opens beside; null when there is none. */
  readonly beside: BrowserWindow | null;
  /** Where the page is, either `app://main/` or the development server. */
  readonly pageUrl: string;
  /** Absolute path of the bundled preload. */
  readonly preload: string;
  readonly stateFile: WindowStateFile;
}

/** The page's own background (`--color-canvas` of tokens.css) in both themes, so that the first frame does not flash. */
const backgrounds = { light: '#fdfdfe', dark: '#17191e' } as const;

function rememberState(window: BrowserWindow, id: WindowId, stateFile: WindowStateFile): void {
  window.on('close', () => {
    const bounds = window.getNormalBounds();
    if (id === mainWindowId) stateFile.update({ bounds, maximized: window.isMaximized() });
    else stateFile.update({ others: { ...stateFile.state.others, [id]: bounds } });
  });
}

/** Forgets where a window stood that was closed for good. The first one comes back where it was. */
export function forgetBounds(stateFile: WindowStateFile, id: WindowId): void {
  const { [id]: _gone, ...others } = stateFile.state.others;
  stateFile.update({ others });
}

/** Where the window stood; one that is new opens beside the one in front. */
function wantedBounds({ id, beside, stateFile }: AppWindowOptions): Rectangle | null {
  const { bounds, others } = stateFile.state;
  if (id === mainWindowId) return bounds;
  return others[id] ?? (beside === null ? null : placeBeside(beside.getNormalBounds()));
}

/** Opens a window and starts to load the page. */
export function openAppWindow(options: AppWindowOptions): BrowserWindow {
  const { id, entrance, pageUrl, preload, stateFile } = options;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      wantedBounds(options),
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
    if (id === mainWindowId && stateFile.state.maximized) window.maximize();
    if (entrance === 'front') window.show();
    else window.showInactive();
  });
  rememberState(window, id, stateFile);
  showContextMenus(window);
  void window.loadURL(pageUrl);
  return window;
}
