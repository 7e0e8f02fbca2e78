import { EyeOff, Pin, X } from 'lucide-react';
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { titleOf } from '../stores/conversationsStore.ts';
import type { OpenTab } from '../stores/tabsState.ts';
import { text } from '../text/text.ts';
import { useActivity, useConversations, useWorkspace } from '../WorkspaceContext.ts';

interface TabItemProps {
  readonly tab: OpenTab;
  readonly active: boolean;
  /** The id of the element that shows the tab's conversation. */
  readonly panelId: string;
}

const words = text.shell.tabs;

/** The element id of a tab, by which its panel is named. */
export function tabElementId(tab: OpenTab): string {
  return `tab-${tab.id}`;
}

/**
 * One tab. Its cross is for the pointer only: everything inside a tab is presentational to assistive technology, which
 * closes with Delete, the shortcut or the menu.
 */
export const TabItem = memo(function TabItem({ tab, active, panelId }: TabItemProps) {
  const workspace = useWorkspace();
  const title = useConversations((state) => titleOf(state, tab.conversationId)) || text.shell.untitled;
  const streaming = useActivity((state) => state.streaming.has(tab.conversationId));
  const unread = useActivity((state) => state.unread.has(tab.conversationId));
  const temporary = useConversations((state) => state.temporary.has(tab.conversationId));
  const mark = streaming ? words.streaming : unread ? words.unread : null;

  return (
    <div
      id={tabElementId(tab)}
      role="tab"
      aria-selected={active}
      aria-controls={active ? panelId : undefined}
      tabIndex={active ? 0 : -1}
      data-tab={tab.id}
      draggable
      title={title}
      className={classNames('tab', tab.pinned && 'tab-pinned')}
      onMouseDown={(event) => {
        // Without this a middle click begins to scroll.
        if (event.button === 1) event.preventDefault();
      }}
      onAuxClick={(event) => {
        if (event.button === 1) void workspace.closeTab(tab.id);
      }}
      onClick={() => {
        workspace.activate(tab.id);
      }}
    >
      {tab.pinned && <Pin className="tab-pin" aria-hidden="true" />}
      {temporary && <EyeOff className="tab-pin" aria-hidden="true" />}
      {mark !== null && (
        <span className={streaming ? 'activity-dot activity-dot-live' : 'activity-dot'} aria-hidden="true" />
      )}
      <span className="tab-title" dir="auto">
        {title}
      </span>
      {temporary && <VisuallyHidden>, {text.chat.temporary.mark}</VisuallyHidden>}
      {tab.pinned && <VisuallyHidden>, {words.pinned}</VisuallyHidden>}
      {mark !== null && <VisuallyHidden>, {mark}</VisuallyHidden>}
      {!tab.pinned && (
        <span
          className="tab-close"
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            void workspace.closeTab(tab.id);
          }}
        >
          <X />
        </span>
      )}
    </div>
  );
});
