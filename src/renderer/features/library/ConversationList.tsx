/**
 * The conversations of the sidebar. One of them is in the tab order; arrow keys walk, Enter opens, F2 renames, Delete moves to
 * the trash, right click and the menu key offer all of it.
 */
import { MessagesSquare } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import { activeTab } from '../../app/stores/tabsStore.ts';
import { text } from '../../app/text/text.ts';
import { useConversations, useStatus, useTabs, useWorkspace } from '../../app/WorkspaceContext.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useAnnounce } from '../../ui/LiveRegion.tsx';
import { ContextMenu } from '../../ui/Menu.tsx';
import { libraryRows } from './conversationGroups.ts';
import type { LibraryRow } from './conversationGroups.ts';
import { conversationMenuEntries } from './conversationMenu.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { RowList } from './RowList.tsx';
import type { RowListHandle } from './RowList.tsx';
import { useNow } from './useNow.ts';

const words = text.library;

function rowKey(row: LibraryRow): string {
  return row.kind === 'heading' ? row.group : row.summary.conversation.id;
}

/** The conversation that an event happened on. */
function conversationAt(target: EventTarget): string | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>('[data-conversation]')?.dataset['conversation']
    : undefined;
}

/** The index of the conversation that a key moves to from `index`; headings are stepped over. */
function walk(rows: readonly LibraryRow[], index: number, key: string): number {
  const isStop = (row: LibraryRow | undefined) => row?.kind === 'conversation';
  if (key === 'Home') return rows.findIndex(isStop);
  if (key === 'End') return rows.findLastIndex(isStop);
  if (key === 'ArrowDown') return rows.findIndex((row, at) => at > index && isStop(row));
  if (key === 'ArrowUp') return rows.findLastIndex((row, at) => at < index && isStop(row));
  return -1;
}

export function ConversationList() {
  const workspace = useWorkspace();
  const announce = useAnnounce();
  const summaries = useConversations((state) => state.summaries);
  const loadMore = useConversations((state) => state.loadMore);
  const currentId = useTabs((state) => activeTab(state)?.conversationId);
  const kept = useStatus((state) => state.history.kind === 'persistent');
  const now = useNow();
  const rows = useMemo(() => libraryRows(summaries, now), [summaries, now]);
  const [focusedId, setFocusedId] = useState<ConversationId | null>(null);
  const [renamingId, setRenamingId] = useState<ConversationId | null>(null);
  const [menuFor, setMenuFor] = useState<ConversationSummary | null>(null);
  const listRef = useRef<HTMLDivElement>(null);
  const handle = useRef<RowListHandle>(null);
  const focusWanted = useRef(false);

  const summaryOf = (id: string | undefined) =>
    summaries.find((summary) => summary.conversation.id === id) ?? null;
  const entryId =
    [focusedId, currentId].find((id) => id !== null && summaryOf(id) !== null) ??
    rows.find((row) => row.kind === 'conversation')?.summary.conversation.id;

  useEffect(() => {
    if (!focusWanted.current || renamingId !== null) return;
    focusWanted.current = false;
    listRef.current?.querySelector<HTMLElement>(`[data-conversation="${focusedId ?? ''}"]`)?.focus();
  });

  const focusRow = (index: number) => {
    const row = rows[index];
    if (row?.kind !== 'conversation') return;
    focusWanted.current = true;
    handle.current?.reveal(index);
    setFocusedId(row.summary.conversation.id);
  };

  const trash = (summary: ConversationSummary) => {
    const index = rows.findIndex((row) => row.kind === 'conversation' && row.summary === summary);
    const next = walk(rows, index, 'ArrowDown');
    focusRow(next < 0 ? walk(rows, index, 'ArrowUp') : next);
    workspace.conversations.getState().trash(summary.conversation.id);
    announce(words.movedToTrash(summary.conversation.title));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const id = conversationAt(event.target);
    const summary = summaryOf(id);
    if (summary === null) return;
    const index = rows.findIndex((row) => rowKey(row) === id);
    const next = walk(rows, index, event.key);
    if (next >= 0) focusRow(next);
    else if (event.key === 'F2') setRenamingId(summary.conversation.id);
    else if (event.key === 'Delete') trash(summary);
    else return;
    event.preventDefault();
  };

  const onOpen = useCallback(
    (id: ConversationId, where: 'here' | 'new-tab') => {
      setFocusedId(id);
      workspace.openConversation(id, where);
    },
    [workspace],
  );
  const onRenamed = useCallback(
    (id: ConversationId, title: string | null) => {
      focusWanted.current = true;
      setFocusedId(id);
      setRenamingId(null);
      if (title !== null) workspace.conversations.getState().rename(id, title);
    },
    [workspace],
  );
  const onEnd = useCallback(() => void loadMore(), [loadMore]);

  if (rows.length === 0) {
    const where = kept ? words.empty.kept : words.empty.sessionOnly;
    return <EmptyState icon={<MessagesSquare />} title={words.empty.title} text={where} />;
  }
  const entries =
    menuFor === null
      ? []
      : conversationMenuEntries({
          workspace,
          summary: menuFor,
          onRename: () => {
            setRenamingId(menuFor.conversation.id);
          },
          onTrash: () => {
            trash(menuFor);
          },
        });
  return (
    <ContextMenu entries={entries}>
      <div
        ref={listRef}
        role="presentation"
        className="library-list"
        onKeyDown={onKeyDown}
        onContextMenuCapture={(event: MouseEvent) => {
          const summary = summaryOf(conversationAt(event.target));
          setMenuFor(summary);
          // Between the rows there is nothing to offer.
          if (summary === null) event.stopPropagation();
        }}
      >
        <RowList
          handle={handle}
          count={rows.length}
          keyOf={(index) => {
            const row = rows[index];
            return row === undefined ? String(index) : rowKey(row);
          }}
          onEnd={onEnd}
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === 'heading') {
              return <h2 className="library-heading">{words.groups[row.group]}</h2>;
            }
            const { id } = row.summary.conversation;
            return (
              <ConversationRow
                summary={row.summary}
                current={id === currentId}
                focusable={id === entryId}
                renaming={id === renamingId}
                onOpen={onOpen}
                onRenamed={onRenamed}
              />
            );
          }}
        />
      </div>
    </ContextMenu>
  );
}
