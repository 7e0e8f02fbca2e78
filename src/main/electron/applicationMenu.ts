/**
 * The native menu. Commands are carried out by the renderer's command registry, which knows their shortcuts too, rebound ones
 * included: so the accelerators here are shown, not registered, or a key press would run its command twice.
 */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/events.ts';
import { words } from './words.ts';

interface MenuOptions {
  readonly isMac: boolean;
  /** Adds reload and the developer tools. */
  readonly isDevelopment: boolean;
  readonly choose: (command: MenuCommand) => void;
}

type Item = readonly [command: MenuCommand, label: string, accelerator?: string];

const separator: MenuItemConstructorOptions = { type: 'separator' };
const editRoles = ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'selectAll'] as const;
const zoomRoles = ['resetZoom', 'zoomIn', 'zoomOut', 'separator', 'togglefullscreen'] as const;
const developerRoles = ['separator', 'reload', 'toggleDevTools'] as const;

function roles(
  names: readonly ('separator' | NonNullable<MenuItemConstructorOptions['role']>)[],
): MenuItemConstructorOptions[] {
  return names.map((name) => (name === 'separator' ? separator : { role: name }));
}

function template({ isMac, isDevelopment, choose }: MenuOptions): MenuItemConstructorOptions[] {
  const commands = (...items: readonly Item[]): MenuItemConstructorOptions[] =>
    items.map(([command, label, accelerator]) => ({
      label,
      ...(accelerator === undefined ? {} : { accelerator }),
      registerAccelerator: false,
      click: () => {
        choose(command);
      },
    }));
  const settings = commands(['settings.open', words.menu.settings, 'CmdOrCtrl+,']);
  const appMenu: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      ...roles(['about', 'separator']),
      ...settings,
      ...roles(['separator', 'services', 'separator', 'hide', 'hideOthers', 'unhide', 'separator', 'quit']),
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: words.menu.file,
    submenu: [
      ...commands(
        ['chat.new', words.menu.newChat, 'CmdOrCtrl+N'],
        ['tab.new', words.menu.newTab, 'CmdOrCtrl+T'],
        ['tab.close', words.menu.closeTab, 'CmdOrCtrl+W'],
        ['tab.reopen', words.menu.reopenTab, 'CmdOrCtrl+Shift+T'],
      ),
      separator,
      ...commands(['transcript.export', words.menu.export, 'CmdOrCtrl+E']),
      ...(isMac ? [] : [separator, ...settings, separator, ...roles(['quit'])]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: words.menu.view,
    submenu: [
      ...commands(
        ['palette.open', words.menu.palette, 'CmdOrCtrl+K'],
        ['search.open', words.menu.search, 'CmdOrCtrl+Shift+F'],
        ['sidebar.toggle', words.menu.sidebar],
      ),
      separator,
      ...roles(zoomRoles),
      ...(isDevelopment ? roles(developerRoles) : []),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    file,
    { label: words.menu.edit, submenu: roles(editRoles) },
    view,
    {
      label: words.menu.window,
      submenu: [
        ...commands(
          ['tab.toNewWindow', words.menu.tabToNewWindow],
          ['tab.toMainWindow', words.menu.tabToMainWindow],
        ),
        separator,
        ...roles(isMac ? ['minimize', 'zoom', 'front'] : ['minimize']),
      ],
    },
    {
      label: words.menu.help,
      role: 'help',
      submenu: commands(['shortcuts.open', words.menu.shortcuts, 'CmdOrCtrl+/']),
    },
  ];
}

/** Puts the menu in place for all windows. */
export function installApplicationMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(options)));
}
