import { beforeEach, describe, expect, it } from 'vitest';
import { mainWindowId, newId } from '../../shared/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { ConnectionId, ConversationId, LaneId } from '../../shared/ids.ts';
import { usualNetworkSettings } from '../../shared/usualNetworkSettings.ts';
import type { Settings } from '../../shared/settings.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { ConversationService } from '../conversations/ConversationService.ts';
import { MessageReader } from '../conversations/MessageReader.ts';
import type { History } from '../history/History.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { WorkspaceService } from './WorkspaceService.ts';

const nothingStreams = {
  snapshot: () => null,
  isStreaming: () => false,
  stopConversation: () => Promise.resolve(),
};

const clock = new ManualClock();
let history: History;
let applied: Settings[];

function workspaceOn(stored: History): WorkspaceService {
  const messages = new MessageReader(stored, nothingStreams);
  return new WorkspaceService({
    history: stored,
    conversations: new ConversationService({
      history: stored,
      messages,
      replies: nothingStreams,
      clock,
      emit: () => undefined,
    }),
    tabsOf: () => stored.listTabs(),
    secretsState: { kind: 'keychain' },
    clock,
    demoModelId: 'demo-writer',
    checkSettings: ({ network }) => {
      if (network?.extraAuthority?.fileName === 'forged.pem')
        throw new AppError('ipc/invalid-input', 'Forged.');
    },
    onSettings: (settings) => applied.push(settings),
  });
}

beforeEach(() => {
  history = openLocalHistory();
  applied = [];
});

describe('WorkspaceService', () => {
  it('gives a new profile the demo and one tab that talks to it', async () => {
    const { connections, tabs, conversations } = await workspaceOn(history).load(mainWindowId);
    expect(connections).toMatchObject([{ name: 'Demo', provider: 'demo' }]);
    expect(tabs).toMatchObject([{ position: 0, active: true, draft: '' }]);
    expect(conversations).toEqual([]);
    const [tab] = tabs;
    const lanes = await history.listLanes(tab?.conversationId ?? newId<ConversationId>());
    expect(lanes).toMatchObject([{ connectionId: connections[0]?.id, modelId: 'demo-writer', headId: null }]);
  });

  it('tries again after a first start that failed', async () => {
    let full = true;
    const save = history.saveConnection.bind(history);
    history.saveConnection = async (connection) => {
      if (full) throw new AppError('history/disk-full', 'The disk is full.', { retryable: true });
      await save(connection);
    };
    const workspace = workspaceOn(history);
    await expect(workspace.load(mainWindowId)).rejects.toMatchObject({ code: 'history/disk-full' });
    full = false;
    await expect(workspace.load(mainWindowId)).resolves.toMatchObject({ connections: [{ name: 'Demo' }] });
  });

  it('sets a profile up once, however often the window asks', async () => {
    const workspace = workspaceOn(history);
    const loaded = await Promise.all([
      workspace.load(mainWindowId),
      workspace.load(mainWindowId),
      workspace.load(mainWindowId),
    ]);
    for (const { connections, tabs } of loaded) {
      expect(connections).toHaveLength(1);
      expect(tabs).toHaveLength(1);
    }
    await expect(workspaceOn(history).load(mainWindowId)).resolves.toMatchObject({ tabs: loaded[0]?.tabs });
  });

  it('does not bring the demo back to somebody who has another connection', async () => {
    const connection = {
      id: newId<ConnectionId>(),
      name: 'OpenAI',
      provider: 'openai',
      createdAt: 1,
      updatedAt: 1,
    } as const;
    await history.saveConnection(connection);
    await expect(workspaceOn(history).load(mainWindowId)).resolves.toMatchObject({
      connections: [connection],
      tabs: [],
    });
  });

  it('applies settings when they are loaded and when they are saved', async () => {
    const workspace = workspaceOn(history);
    const { settings } = await workspace.load(mainWindowId);
    await workspace.saveSettings({ ...settings, theme: 'dark' });
    expect(applied.map(({ theme }) => theme)).toEqual(['system', 'dark']);
    await expect(history.loadSettings()).resolves.toMatchObject({ theme: 'dark' });
  });

  it('neither keeps nor applies settings that no person can have made', async () => {
    const workspace = workspaceOn(history);
    const { settings } = await workspace.load(mainWindowId);
    const network = {
      ...usualNetworkSettings,
      extraAuthority: { fileName: 'forged.pem', pem: 'of the page' },
    };
    await expect(workspace.saveSettings({ ...settings, network })).rejects.toMatchObject({
      code: 'ipc/invalid-input',
    });
    expect(applied).toEqual([settings]);
    await expect(history.loadSettings()).resolves.toEqual(settings);
  });

  it('leaves the tabs of a profile that lost its connections alone', async () => {
    const first = await workspaceOn(history).load(mainWindowId);
    const [demo] = first.connections;
    if (demo !== undefined) await history.deleteConnection(demo.id);
    await history.addLane({
      id: newId<LaneId>(),
      conversationId: first.tabs[0]?.conversationId ?? newId<ConversationId>(),
      position: 1,
      connectionId: null,
      modelId: null,
      headId: null,
    });
    await expect(workspaceOn(history).load(mainWindowId)).resolves.toMatchObject({
      connections: [{ provider: 'demo' }],
      tabs: first.tabs,
    });
  });
});
