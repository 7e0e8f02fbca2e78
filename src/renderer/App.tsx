/**
 * The window, put together: sidebar, tabs, notices, the chat in sight and the dialogs. Features meet only here and in
 * `Dialogs.tsx`, because none of them may import another.
 */
import { Suspense, useState } from 'react';
import { useAppCommands } from './app/commands/useAppCommands.ts';
import { useShortcuts } from './app/commands/useCommands.ts';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { Notices } from './app/Notices.tsx';
import { reportDefect } from './app/reportDefect.ts';
import { titleOf } from './app/stores/conversationsStore.ts';
import { activeTab } from './app/stores/tabsStore.ts';
import { tabElementId } from './app/tabs/TabItem.tsx';
import { TabStrip } from './app/tabs/TabStrip.tsx';
import { text } from './app/text/text.ts';
import { Waiting } from './app/Waiting.tsx';
import { useAppearance } from './app/useAppearance.ts';
import { useSaving } from './app/useSaving.ts';
import { useSpokenNews } from './app/useSpokenNews.ts';
import { useWindowTitle } from './app/useWindowTitle.ts';
import { useClient, useConversations, useSettings, useTabs, useView } from './app/WorkspaceContext.ts';
import { Dialogs, TopQuestion } from './Dialogs.tsx';
import { ChatTab } from './features/chat/ChatTab.tsx';
import { Sidebar } from './features/library/Sidebar.tsx';
import { Splitter } from './ui/Splitter.tsx';
import { TopLayerProvider } from './ui/TopLayer.tsx';
import './App.css';

const panelId = 'chat-panel';
const topQuestion = <TopQuestion />;
const sidebarWidths = { min: 200, start: 256, max: 420 };

/** The chat in sight. Others go on without being mounted: their state lives in stores. */
function ActiveChat() {
  const client = useClient();
  const tab = useTabs(activeTab);
  const title = useConversations((state) => (tab === null ? '' : titleOf(state, tab.conversationId)));
  if (tab === null) return null;
  return (
    <div id={panelId} role="tabpanel" aria-labelledby={tabElementId(tab)} className="app-panel">
      <h2 className="ui-visually-hidden">{title || text.shell.untitled}</h2>
      <ErrorBoundary
        key={tab.id}
        onError={(error) => {
          reportDefect(client, error);
        }}
      >
        <ChatTab tab={tab} />
      </ErrorBoundary>
    </div>
  );
}

function SidebarColumn() {
  const client = useClient();
  const visible = useSettings((state) => state.settings.sidebarVisible);
  const [width, setWidth] = useState(sidebarWidths.start);
  // Hidden and not unmounted, so that a search is still there when the sidebar comes back.
  return (
    <aside className="app-sidebar" aria-label={text.shell.sidebar} style={{ width }} hidden={!visible}>
      <div className="app-sidebar-content">
        <ErrorBoundary
          onError={(error) => {
            reportDefect(client, error);
          }}
        >
          <Sidebar />
        </ErrorBoundary>
      </div>
      <Splitter
        label={text.shell.sidebarWidth}
        value={width}
        min={sidebarWidths.min}
        max={sidebarWidths.max}
        onChange={setWidth}
      />
    </aside>
  );
}

/** The whole window. Expects a `WorkspaceContext` whose workspace has begun to load. */
export function App() {
  const ready = useView((state) => state.phase.kind === 'ready');
  useAppearance();
  useAppCommands();
  useShortcuts();
  useSaving();
  useSpokenNews();
  useWindowTitle();
  return (
    <TopLayerProvider content={topQuestion}>
      <div className="app">
        <SidebarColumn />
        <main className="app-main">
          <h1 className="ui-visually-hidden">{text.shell.appName}</h1>
          {ready && <TabStrip panelId={panelId} />}
          <Notices />
          {ready ? <ActiveChat /> : <Waiting />}
        </main>
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      </div>
    </TopLayerProvider>
  );
}
