/**
 * The open chats as ARIA tabs. One tab is in the tab order; arrow keys move to its neighbours and show them at once, Delete
 * closes. Reordering: drag, Ctrl+Shift+Page Up/Down, or the menu.
 */
import { PanelLeft, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { KeyboardEvent, MouseEvent, WheelEvent } from 'react';
import { ContextMenu } from '../../ui/Menu.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useShortcutOf } from '../commands/useCommands.ts';
import type { OpenTab } from '../stores/tabsState.ts';
import { text } from '../text/text.ts';
import { useSettings, useTabs, useWorkspace } from '../WorkspaceContext.ts';
import { NewTabMenu } from './NewTabMenu.tsx';
import { AllTabsMenu } from './AllTabsMenu.tsx';
import { tabElementId, TabItem } from './TabItem.tsx';
import { tabMenuEntries } from './tabMenu.tsx';
import { useTabDrag } from './useTabDrag.ts';
import './TabStrip.css';

const words = text.shell.tabs;

function useTabKeys() {
  const workspace = useWorkspace();
  const steps: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
  const focusActive = () => {
    const { activeId } = workspace.tabs.getState();
    document.getElementById(`tab-${activeId ?? ''}`)?.focus();
  };
  return (event: KeyboardEvent) => {
    const { tabs, activeId } = workspace.tabs.getState();
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = steps[event.key];
    const end = event.key === 'Home' ? tabs[0] : event.key === 'End' ? tabs.at(-1) : undefined;
    if (step !== undefined) workspace.step(step);
    else if (end !== undefined) workspace.activate(end.id);
    else if (event.key === 'Delete' && activeId !== null) {
      void workspace.closeTab(activeId).then(focusActive);
    } else return;
    event.preventDefault();
    // The store has changed by now, and React draws before the next frame.
    requestAnimationFrame(focusActive);
  };
}

/** A wheel turns the strip, whichever way the wheel turns. */
function scrollSideways(event: WheelEvent<HTMLElement>) {
  if (event.deltaX === 0) event.currentTarget.scrollLeft += event.deltaY;
}

function SidebarButton() {
  const workspace = useWorkspace();
  const visible = useSettings((state) => state.settings.sidebarVisible);
  return (
    <IconButton
      label={text.shell.commands.toggleSidebar}
      shortcut={useShortcutOf('sidebar.toggle')}
      icon={<PanelLeft aria-hidden="true" />}
      aria-expanded={visible}
      onClick={() => {
        workspace.commands.run('sidebar.toggle');
      }}
    />
  );
}

interface TabStripProps {
  readonly panelId: string;
}

export function TabStrip({ panelId }: TabStripProps) {
  const workspace = useWorkspace();
  const tabs = useTabs((state) => state.tabs);
  const activeId = useTabs((state) => state.activeId);
  const [menuTab, setMenuTab] = useState<OpenTab | null>(null);
  const { draggedId, ...drag } = useTabDrag();
  const onKeyDown = useTabKeys();
  // Also when it is pinned or moved; a tab that is dragged is where the pointer is.
  useEffect(() => {
    if (draggedId !== null || activeId === null) return;
    document.getElementById(`tab-${activeId}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId, draggedId, tabs]);
  const chooseMenuTab = (event: MouseEvent) => {
    const element = event.target instanceof Element ? event.target.closest('[role="tab"]') : null;
    setMenuTab(tabs.find((tab) => tabElementId(tab) === element?.id) ?? null);
  };
  return (
    <div className="tab-strip">
      <SidebarButton />
      <ContextMenu entries={menuTab === null ? [] : tabMenuEntries(workspace, menuTab)}>
        <div
          role="tablist"
          aria-label={words.label}
          className="tab-list"
          data-dragging={draggedId !== null || undefined}
          onKeyDown={onKeyDown}
          onWheel={scrollSideways}
          onContextMenuCapture={chooseMenuTab}
          {...drag}
        >
          {tabs.map((tab) => (
            <TabItem key={tab.id} tab={tab} active={tab.id === activeId} panelId={panelId} />
          ))}
        </div>
      </ContextMenu>
      <IconButton
        label={text.shell.commands.newTab}
        shortcut={useShortcutOf('tab.new')}
        icon={<Plus aria-hidden="true" />}
        onClick={() => {
          workspace.commands.run('tab.new');
        }}
      />
      <NewTabMenu />
      <span className="tab-strip-end">
        <AllTabsMenu tabs={tabs} />
      </span>
    </div>
  );
}
