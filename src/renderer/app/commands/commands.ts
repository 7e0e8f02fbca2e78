/**
 * Every command of the app, once. From this table come the shortcuts, the palette and the help; the application menu names
 * commands by the same ids. What a command does is given by whoever can do it (`CommandRegistry.handle`), so a command
 * of the chat exists only while a chat is in sight.
 */
import type { MenuCommand } from '../../../shared/ipc/events.ts';
import { text } from '../text/text.ts';

export type CommandId =
  | MenuCommand
  | 'tab.duplicate'
  | 'tab.pin'
  | 'tab.next'
  | 'tab.previous'
  | 'tab.moveLeft'
  | 'tab.moveRight'
  | `tab.go${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'chat.newTemporary'
  | 'composer.focus'
  | 'model.pick'
  | 'tree.open'
  | 'composer.clear'
  | 'connection.add'
  | 'pipelines.open'
  | 'pipelines.run'
  | `layout.${'columns' | 'grid' | 'focus'}`
  | 'scrolling.toggle'
  | 'lane.next'
  | 'lane.previous'
  | 'compare.open'
  | 'compare.diff'
  | 'compare.synthesise'
  | 'blind.toggle'
  | 'scoreboard.open'
  | 'modelSets.open'
  | 'prompts.open'
  | 'prompts.saveDraft'
  | 'trash.open';

export type CommandGroup = 'chat' | 'tabs' | 'window';

export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  readonly title: string;
  /** `Mod` is Ctrl, or Cmd on macOS. The last part is `KeyboardEvent.key`, letters in capitals. */
  readonly shortcut?: string;
  /** Left out of the palette and of the help: a series that is told as one (tabs 1 to 9). */
  readonly hidden?: true;
}

const titles = text.shell.commands;
const { commands: lanes } = text.chat.lanes;

const goToTab = ([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).map((number): Command => ({
  id: `tab.go${number}`,
  group: 'tabs',
  title: titles.goToTab(number),
  shortcut: `Mod+${String(number)}`,
  hidden: true,
}));

export const commands: readonly Command[] = [
  { id: 'chat.new', group: 'chat', title: titles.newChat, shortcut: 'Mod+N' },
  { id: 'chat.newTemporary', group: 'chat', title: text.chat.temporary.open, shortcut: 'Mod+Shift+N' },
  { id: 'composer.focus', group: 'chat', title: titles.focusComposer, shortcut: 'Mod+L' },
  { id: 'model.pick', group: 'chat', title: titles.pickModel, shortcut: 'Mod+M' },
  { id: 'tree.open', group: 'chat', title: text.chat.branches.tree.open, shortcut: 'Mod+J' },
  { id: 'transcript.export', group: 'chat', title: titles.exportTranscript, shortcut: 'Mod+E' },
  { id: 'pipelines.run', group: 'chat', title: text.pipelines.commands.run },
  { id: 'pipelines.open', group: 'chat', title: text.pipelines.commands.open },
  { id: 'composer.clear', group: 'chat', title: text.pipelines.commands.clearComposer, hidden: true },
  { id: 'compare.open', group: 'chat', title: text.compare.commands.compare },
  { id: 'compare.diff', group: 'chat', title: text.compare.commands.diff },
  { id: 'compare.synthesise', group: 'chat', title: text.compare.commands.synthesise },
  { id: 'blind.toggle', group: 'chat', title: text.compare.commands.blind },
  { id: 'lane.next', group: 'chat', title: lanes.next, shortcut: 'F6' },
  { id: 'lane.previous', group: 'chat', title: lanes.previous, shortcut: 'Shift+F6' },
  { id: 'layout.columns', group: 'chat', title: lanes.columns },
  { id: 'layout.grid', group: 'chat', title: lanes.grid },
  { id: 'layout.focus', group: 'chat', title: lanes.focus },
  { id: 'scrolling.toggle', group: 'chat', title: lanes.scrolling },
  { id: 'modelSets.open', group: 'chat', title: text.modelSets.command },
  { id: 'prompts.open', group: 'chat', title: text.prompts.commands.open },
  { id: 'prompts.saveDraft', group: 'chat', title: text.prompts.commands.saveDraft },
  { id: 'tab.new', group: 'tabs', title: titles.newTab, shortcut: 'Mod+T' },
  { id: 'tab.close', group: 'tabs', title: titles.closeTab, shortcut: 'Mod+W' },
  { id: 'tab.reopen', group: 'tabs', title: titles.reopenTab, shortcut: 'Mod+Shift+T' },
  { id: 'tab.next', group: 'tabs', title: titles.nextTab, shortcut: 'Ctrl+Tab' },
  { id: 'tab.previous', group: 'tabs', title: titles.previousTab, shortcut: 'Ctrl+Shift+Tab' },
  { id: 'tab.moveLeft', group: 'tabs', title: titles.moveTabLeft, shortcut: 'Mod+Shift+PageUp' },
  { id: 'tab.moveRight', group: 'tabs', title: titles.moveTabRight, shortcut: 'Mod+Shift+PageDown' },
  { id: 'tab.pin', group: 'tabs', title: titles.pinTab },
  { id: 'tab.duplicate', group: 'tabs', title: titles.duplicateTab },
  { id: 'tab.toNewWindow', group: 'tabs', title: text.tabs.commands.toNewWindow },
  { id: 'tab.toMainWindow', group: 'tabs', title: text.tabs.commands.toMainWindow },
  ...goToTab,
  { id: 'palette.open', group: 'window', title: titles.openPalette, shortcut: 'Mod+K' },
  { id: 'search.open', group: 'window', title: titles.search, shortcut: 'Mod+Shift+F' },
  { id: 'sidebar.toggle', group: 'window', title: titles.toggleSidebar, shortcut: 'Mod+B' },
  { id: 'connection.add', group: 'window', title: titles.addConnection },
  { id: 'scoreboard.open', group: 'window', title: text.compare.commands.scoreboard },
  { id: 'trash.open', group: 'window', title: titles.openTrash },
  { id: 'settings.open', group: 'window', title: titles.openSettings, shortcut: 'Mod+,' },
  { id: 'shortcuts.open', group: 'window', title: titles.openShortcuts, shortcut: 'Mod+/' },
];

/** The command with this id. */
export function commandOf(id: CommandId): Command {
  const command = commands.find((known) => known.id === id);
  if (command === undefined) throw new Error(`No command is registered as ${id}`);
  return command;
}
