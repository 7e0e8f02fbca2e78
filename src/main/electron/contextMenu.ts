import { Menu } from 'electron';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';

/** The menu of the right button where text can be edited or is selected, as people know it from every other app. */
export function showContextMenus(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const items: MenuItemConstructorOptions[] = [];
    if (isEditable) {
      items.push({ role: 'undo', enabled: editFlags.canUndo }, { role: 'redo', enabled: editFlags.canRedo });
      items.push({ type: 'separator' }, { role: 'cut', enabled: editFlags.canCut });
    }
    if (isEditable || selectionText.trim() !== '') items.push({ role: 'copy', enabled: editFlags.canCopy });
    if (isEditable) items.push({ role: 'paste', enabled: editFlags.canPaste }, { role: 'selectAll' });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
}
