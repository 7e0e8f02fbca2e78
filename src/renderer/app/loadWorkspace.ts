/** The start of a window: what main has kept goes into the stores, and what the first screen names is read. */
import type { RouteOutput } from '../../shared/ipc/routes.ts';
import type { Tab } from '../../shared/settings.ts';
import { errorInfoOf } from './client.ts';
import type { Workspace } from './Workspace.ts';

type Stores = Pick<
  Workspace,
  'activity' | 'connections' | 'conversations' | 'models' | 'settings' | 'status' | 'tabs'
>;

/** Puts what was read of the last session into the stores. */
export function fillStores(stores: Stores, loaded: RouteOutput<'workspace.load'>): void {
  const { windowId, version, platform, secrets, history } = loaded;
  stores.status.setState({ windowId, version, platform, secrets, history });
  stores.settings.setState({ settings: loaded.settings });
  stores.connections.setState({ connections: loaded.connections });
  stores.conversations.getState().reset(loaded.conversations);
  for (const summary of loaded.conversations) {
    stores.activity.getState().update(summary.conversation.id, summary.streaming, true);
  }
  const tabs = loaded.tabs
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, conversationId, pinned }) => ({ id, conversationId, pinned }));
  const active = loaded.tabs.find((tab) => tab.active) ?? loaded.tabs[0];
  stores.tabs.setState({ tabs, activeId: active?.id ?? null });
}

/** Reads the names of the models that a new chat is most likely to show. */
export function readFirstModels({ settings, connections, models }: Stores): void {
  const { lastModel } = settings.getState().settings;
  for (const { id, provider } of connections.getState().connections) {
    if (provider === 'demo' || id === lastModel?.connectionId) void models.getState().load(id);
  }
}

/** Reads the titles of tabs whose conversations the first page of the list does not reach. Never rejects. */
export async function readMissingTitles(
  { client, conversations, problems }: Pick<Workspace, 'client' | 'conversations' | 'problems'>,
  saved: readonly Tab[],
): Promise<void> {
  const listed = new Set(conversations.getState().summaries.map(({ conversation }) => conversation.id));
  for (const { conversationId } of saved) {
    if (listed.has(conversationId)) continue;
    try {
      const { conversation, lanes } = await client.request('conversations.open', {
        id: conversationId,
        limit: 1,
      });
      const isEmpty = lanes.every(({ lane }) => lane.headId === null);
      if (conversation.temporary === true) conversations.getState().noteTemporary(conversationId);
      if (!isEmpty) conversations.getState().noteTitle(conversationId, conversation.title);
    } catch (caught) {
      // The tab itself says that its conversation is gone.
      if (errorInfoOf(caught).code !== 'history/not-found') problems.getState().report(caught);
    }
  }
}
