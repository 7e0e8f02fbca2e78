import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import { words } from './words.ts';

/**
 * Lets the person choose files to go with a prompt; gives their paths, none when the dialog was closed. No list of endings: what
 * can be taken is decided by what is in a file.
 */
export async function chooseAttachments(
  currentWindow: () => BrowserWindow | null,
): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: words.chooseAttachments.title,
    buttonLabel: words.chooseAttachments.action,
    properties: ['openFile', 'multiSelections'],
  };
  const window = currentWindow();
  const { canceled, filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}
