/** The entry of the window: builds the workspace on the bridge, asks main for everything at once, and draws. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { systemClock } from '../shared/clock.ts';
import { App } from './App.tsx';
import { createClient } from './app/client.ts';
import { isDefect, reportDefect } from './app/reportDefect.ts';
import { Workspace } from './app/Workspace.ts';
import { WorkspaceContext } from './app/WorkspaceContext.ts';
import { UiProvider } from './ui/UiProvider.tsx';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';

const client = createClient(window.bridge);
const workspace = new Workspace(client, systemClock);
void workspace.load();

window.addEventListener('error', (event) => {
  if (isDefect(event)) reportDefect(client, event.error);
});
window.addEventListener('unhandledrejection', (event) => {
  reportDefect(client, event.reason);
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <WorkspaceContext value={workspace}>
      <UiProvider>
        <App />
      </UiProvider>
    </WorkspaceContext>
  </StrictMode>,
);
