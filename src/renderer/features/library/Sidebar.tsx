import { Settings, SquarePen, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useCommand, useShortcutOf } from '../../app/commands/useCommands.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useView, useWorkspace } from '../../app/WorkspaceContext.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ConversationList } from './ConversationList.tsx';
import { SearchField } from './SearchField.tsx';
import { SearchRequests } from './SearchRequests.ts';
import { SearchResults } from './SearchResults.tsx';
import './library.css';

const TrashView = lazy(async () => ({ default: (await import('./TrashView.tsx')).TrashView }));

const words = text.library;

function SidebarFooter() {
  const { commands } = useWorkspace();
  const keys = useShortcutOf('settings.open');
  return (
    <footer className="sidebar-footer">
      <button
        type="button"
        className="sidebar-action"
        onClick={() => {
          commands.run('settings.open');
        }}
      >
        <Settings aria-hidden="true" />
        <span className="library-row-title">{words.settings}</span>
        {keys !== undefined && <Kbd keys={keys} hint />}
      </button>
      <IconButton
        label={words.trash}
        icon={<Trash2 aria-hidden="true" />}
        tooltipSide="top"
        onClick={() => {
          commands.run('trash.open');
        }}
      />
    </footer>
  );
}

/** The left column: search, new chat, the conversations or the trash, and the way to the settings. */
export function Sidebar() {
  const client = useClient();
  const { commands, settings, view } = useWorkspace();
  const [requests] = useState(() => new SearchRequests(client));
  const searching = useStore(requests.state, (state) => state.query.trim() !== '');
  const panel = useView((state) => state.panel);
  const ready = useView((state) => state.phase.kind === 'ready');
  const newChatKeys = useShortcutOf('chat.new');
  const [searchAsked, setSearchAsked] = useState(0);
  useCommand('search.open', () => {
    settings.getState().change({ sidebarVisible: true });
    view.setState({ panel: 'conversations' });
    setSearchAsked((count) => count + 1);
  });
  if (panel === 'trash') {
    return (
      <Suspense fallback={<Skeleton label={words.trashView.title} lines={[80, 60, 70]} />}>
        <TrashView />
      </Suspense>
    );
  }
  return (
    <>
      <div className="sidebar-top">
        <SearchField requests={requests} asked={searchAsked} />
        <button
          type="button"
          className="sidebar-action"
          onClick={() => {
            commands.run('chat.new');
          }}
        >
          <SquarePen aria-hidden="true" />
          <span className="library-row-title">{text.shell.newChat}</span>
          {newChatKeys !== undefined && <Kbd keys={newChatKeys} hint />}
        </button>
      </div>
      <nav className="library-scroller" aria-label={words.chats} data-scroller>
        {searching ? (
          <SearchResults requests={requests} />
        ) : ready ? (
          <ConversationList />
        ) : (
          <div className="library-waiting">
            <Skeleton label={text.shell.loading} lines={[70, 85, 60, 75]} />
          </div>
        )}
      </nav>
      <SidebarFooter />
    </>
  );
}
