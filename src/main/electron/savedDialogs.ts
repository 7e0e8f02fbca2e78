import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { SavedFileDialogs } from '../saved/SavedService.ts';
import { words } from './words.ts';

const filters = [{ name: words.saved.json, extensions: ['json'] }];

/** Asks where to write and what to read of what a person has saved. */
export function savedDialogs(currentWindow: () => BrowserWindow | null): SavedFileDialogs {
  return {
    saveAs: async (kind, fileName) => {
      const options: SaveDialogOptions = { title: words.saved.export[kind], defaultPath: fileName, filters };
      const window = currentWindow();
      const { canceled, filePath } =
        window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return canceled || filePath === '' ? null : filePath;
    },
    open: async (kind) => {
      const options: OpenDialogOptions = {
        title: words.saved.import[kind],
        buttonLabel: words.saved.action,
        properties: ['openFile'],
        filters,
      };
      const window = currentWindow();
      const { canceled, filePaths } =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}
