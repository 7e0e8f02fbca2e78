/**
 * Profiles made before the app starts on them, through the product's own modules: the same keychain, the same key, the same
 * files. All profiles of one run share the key, because the session has one keychain.
 */
import { mkdirSync } from 'node:fs';
import type { HistoryLocation } from '../src/main/history/databaseFile.ts';
import type { History } from '../src/main/history/History.ts';
import { historyFiles, prepareFolder } from '../src/main/history/historyFiles.ts';
import { findHistoryKey } from '../src/main/history/historyKey.ts';
import { HistoryWorkers } from '../src/main/history/WorkerHistory.ts';
import { openHistory } from '../src/main/history/openHistory.ts';
import type { Logger } from '../src/main/logging/Logger.ts';
import { loadKeytar } from '../src/main/secrets/KeytarSecretStore.ts';
import { openSecretStore } from '../src/main/secrets/openSecretStore.ts';
import type { SecretStore } from '../src/main/secrets/SecretStore.ts';
import { systemClock } from '../src/shared/clock.ts';
import type { Connection } from '../src/shared/connection.ts';
import type { AssistantMessage, Conversation, Lane, UserMessage } from '../src/shared/conversation.ts';
import { newId } from '../src/shared/ids.ts';
import type { ConversationId, LaneId, MessageId, TabId, TurnId } from '../src/shared/ids.ts';
import type { Tab } from '../src/shared/settings.ts';

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

async function openSecrets(): Promise<SecretStore> {
  const { store } = await openSecretStore({ clock: systemClock, logger: silent, loadKeytar });
  if (store.state.kind === 'keychain') return store;
  throw new Error(`The session has no keychain (${store.state.reason}). Run this through npm run bench.`);
}

/** Where the history of a profile lies, with its key, ready to be written by `seedHistory`. */
export async function prepareHistory(
  profileFolder: string,
): Promise<HistoryLocation & { readonly kind: 'file' }> {
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
  const files = historyFiles(profileFolder);
  await prepareFolder(files);
  const key = await findHistoryKey(await openSecrets(), 'nothing');
  return { kind: 'file', file: files.database, key, verify: false };
}

/** Opens the history of a profile as the app does: behind worker threads. */
export async function openProfile(profileFolder: string): Promise<History> {
  mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
  const history = await openHistory({
    profileFolder,
    secrets: await openSecrets(),
    workers: new HistoryWorkers(new URL('../src/main/history/historyWorker.ts', import.meta.url)),
  });
  if (history.state.kind === 'persistent') return history;
  throw new Error(`The history could not be opened (${history.state.error.code}).`);
}

/** A connection to a fake provider that speaks Chat Completions and needs no key. */
function fakeConnection(url: string): Connection {
  const now = Date.now();
  return {
    id: newId(),
    name: 'Bench',
    createdAt: now,
    updatedAt: now,
    provider: 'openai-compatible',
    baseUrl: `${url}/v1`,
  };
}

/** One prompt and its reply in a seeded conversation. */
export interface SeededTurn {
  readonly prompt: string;
  readonly reply: string;
}

/** A conversation to be there, in a tab of its own. */
export interface SeededChat {
  readonly title: string;
  readonly laneCount: number;
  /** Each lane gets them all. */
  readonly turns: readonly SeededTurn[];
}

interface NewChat extends SeededChat {
  readonly connection: Connection;
}

function makeLanes({ connection, laneCount }: NewChat, conversationId: ConversationId): readonly Lane[] {
  return Array.from({ length: laneCount }, (_, position) => ({
    id: newId<LaneId>(),
    conversationId,
    position,
    connectionId: connection.id,
    modelId: `bench-${position}`,
    headId: null,
  }));
}

interface TurnPlace {
  readonly lane: Lane;
  readonly connection: Connection;
  readonly deviceId: Conversation['deviceId'];
  readonly parentId: MessageId | null;
}

function makeTurn(
  place: TurnPlace,
  turn: SeededTurn,
): { readonly prompt: UserMessage; readonly reply: AssistantMessage } {
  const { lane, connection, deviceId, parentId } = place;
  const now = Date.now();
  const common = {
    conversationId: lane.conversationId,
    turnId: newId<TurnId>(),
    createdAt: now,
    updatedAt: now,
    deviceId,
  };
  const prompt: UserMessage = {
    ...common,
    id: newId(),
    parentId,
    role: 'user',
    parts: [{ type: 'text', block: 0, text: turn.prompt }],
  };
  const reply: AssistantMessage = {
    ...common,
    id: newId(),
    parentId: prompt.id,
    role: 'assistant',
    laneId: lane.id,
    status: 'done',
    model: {
      connectionId: connection.id,
      modelId: lane.modelId ?? '',
      provider: connection.provider,
      modelName: lane.modelId ?? '',
      connectionName: connection.name,
    },
    parts: [{ type: 'text', block: 0, text: turn.reply }],
    usage: null,
    stopReason: 'end',
    requestId: null,
    servedModel: null,
    error: null,
    timing: { startedAt: now, firstDeltaAt: now, endedAt: now },
  };
  return { prompt, reply };
}

async function addChat(history: History, chat: NewChat): Promise<ConversationId> {
  const now = Date.now();
  const { deviceId } = history;
  const conversation: Conversation = {
    id: newId(),
    title: chat.title,
    titleSource: 'user',
    pinned: false,
    trashedAt: null,
    createdAt: now,
    updatedAt: now,
    deviceId,
  };
  const lanes = makeLanes(chat, conversation.id);
  await history.createConversation(conversation, lanes);
  for (const lane of lanes) {
    const prompts: UserMessage[] = [];
    const replies: AssistantMessage[] = [];
    let headId: MessageId | null = null;
    for (const turn of chat.turns) {
      const place: TurnPlace = { lane, connection: chat.connection, deviceId, parentId: headId };
      const { prompt, reply } = makeTurn(place, turn);
      prompts.push(prompt);
      replies.push(reply);
      headId = reply.id;
    }
    if (headId !== null) {
      const heads = [{ laneId: lane.id, headId }];
      await history.beginTurn({ conversationId: conversation.id, prompts, replies, heads });
    }
  }
  return conversation.id;
}

/** Makes a profile with a connection to a fake provider and these chats, each in a tab; the first is in sight. */
export async function seedProfile(
  profileFolder: string,
  serverUrl: string,
  chats: readonly SeededChat[],
): Promise<void> {
  const history = await openProfile(profileFolder);
  const connection = fakeConnection(serverUrl);
  await history.saveConnection(connection);
  const tabs: Tab[] = [];
  for (const [position, chat] of chats.entries()) {
    const conversationId = await addChat(history, { ...chat, connection });
    tabs.push({
      id: newId<TabId>(),
      conversationId,
      position,
      pinned: false,
      active: position === 0,
      draft: '',
      updatedAt: Date.now(),
    });
  }
  await history.saveTabs(tabs);
  await history.close();
}
