import { AppWindow, ArrowLeft, ArrowRight, Copy, Pin, PinOff, X } from 'lucide-react';
import type { MenuEntry } from '../../ui/Menu.tsx';
import { moveTab, pinTab } from '../stores/tabsState.ts';
import type { OpenTab } from '../stores/tabsState.ts';
import { closeTabs } from '../temporaryChats.ts';
import { text } from '../text/text.ts';
import { canMoveTab, moveTabToWindow } from '../windowDeeds.ts';
import type { Workspace } from '../Workspace.ts';

const words = text.shell.tabs;

/** Everything that can be done with one tab. */
export function tabMenuEntries(workspace: Workspace, tab: OpenTab): readonly MenuEntry[] {
  const { tabs, apply } = workspace.tabs.getState();
  const index = tabs.findIndex((known) => known.id === tab.id);
  const isNeighbour = (at: number) => tabs[at] !== undefined && tabs[at].pinned === tab.pinned;
  const item = (label: string, icon: MenuEntryIcon, onSelect: () => void, disabled = false): MenuEntry => ({
    kind: 'item',
    label,
    icon,
    onSelect,
    disabled,
  });
  return [
    item(tab.pinned ? words.unpin : words.pin, tab.pinned ? <PinOff /> : <Pin />, () => {
      apply((value) => pinTab(value, tab.id, !tab.pinned));
    }),
    item(words.duplicate, <Copy />, () => {
      workspace.duplicateTab(tab.id);
    }),
    item(
      words.moveLeft,
      <ArrowLeft />,
      () => {
        apply((value) => moveTab(value, tab.id, index - 1));
      },
      !isNeighbour(index - 1),
    ),
    item(
      words.moveRight,
      <ArrowRight />,
      () => {
        apply((value) => moveTab(value, tab.id, index + 1));
      },
      !isNeighbour(index + 1),
    ),
    item(
      text.tabs.commands.toNewWindow,
      <AppWindow />,
      () => void moveTabToWindow(workspace, tab.id, 'new'),
      !canMoveTab(workspace, 'new'),
    ),
    ...(canMoveTab(workspace, 'main')
      ? [
          item(text.tabs.commands.toMainWindow, undefined, () => {
            void moveTabToWindow(workspace, tab.id, 'main');
          }),
        ]
      : []),
    { kind: 'separator' },
    item(words.close, <X />, () => {
      void workspace.closeTab(tab.id);
    }),
    item(
      words.closeOthers,
      undefined,
      () => {
        workspace.activate(tab.id);
        const others = tabs.filter((other) => other.id !== tab.id && !other.pinned);
        void closeTabs(
          workspace,
          others.map(({ id }) => id),
        );
      },
      tabs.length < 2,
    ),
  ];
}

type MenuEntryIcon = Extract<MenuEntry, { kind: 'item' }>['icon'];
