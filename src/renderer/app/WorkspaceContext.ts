/** How components reach the workspace: one context for it, one hook a store, each selecting the smallest slice. */
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from './client.ts';
import type { ActivityState } from './stores/activityStore.ts';
import type { ChatInSightState } from './stores/chatInSightStore.ts';
import type { CodeQuestionsState } from './stores/codeQuestionsStore.ts';
import type { ConnectionsState } from './stores/connectionsStore.ts';
import type { ConversationsState } from './stores/conversationsStore.ts';
import type { ModelsState } from './stores/modelsStore.ts';
import type { ProblemsState } from './stores/problemsStore.ts';
import type { SavedState } from './stores/savedStore.ts';
import type { SettingsState } from './stores/settingsStore.ts';
import type { SignInsState } from './stores/signInStore.ts';
import type { StatusState } from './stores/statusStore.ts';
import type { TabsState } from './stores/tabsStore.ts';
import type { ViewState } from './stores/viewStore.ts';
import type { VotesState } from './stores/votesStore.ts';
import type { Workspace } from './Workspace.ts';

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The workspace of this window. Keeps its identity. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === null) throw new Error('This component belongs inside a WorkspaceContext.');
  return workspace;
}

/** The way to main. */
export function useClient(): Client {
  return useWorkspace().client;
}

type Select<S, T> = (state: S) => T;

function useSlice<S, T>(pick: (workspace: Workspace) => StoreApi<S>, select: Select<S, T>): T {
  return useStore(pick(useWorkspace()), select);
}

export const useActivity = <T>(select: Select<ActivityState, T>) => useSlice((w) => w.activity, select);
export const useChatInSight = <T>(select: Select<ChatInSightState, T>) =>
  useSlice((w) => w.chatInSight, select);
export const useCodeQuestions = <T>(select: Select<CodeQuestionsState, T>) =>
  useSlice((w) => w.codeQuestions, select);
export const useConnections = <T>(select: Select<ConnectionsState, T>) =>
  useSlice((w) => w.connections, select);
export const useConversations = <T>(select: Select<ConversationsState, T>) =>
  useSlice((w) => w.conversations, select);
export const useModels = <T>(select: Select<ModelsState, T>) => useSlice((w) => w.models, select);
export const useProblems = <T>(select: Select<ProblemsState, T>) => useSlice((w) => w.problems, select);
export const useSaved = <T>(select: Select<SavedState, T>) => useSlice((w) => w.saved, select);
export const useSettings = <T>(select: Select<SettingsState, T>) => useSlice((w) => w.settings, select);
export const useSignIns = <T>(select: Select<SignInsState, T>) => useSlice((w) => w.signIns, select);
export const useStatus = <T>(select: Select<StatusState, T>) => useSlice((w) => w.status, select);
export const useTabs = <T>(select: Select<TabsState, T>) => useSlice((w) => w.tabs, select);
export const useVotes = <T>(select: Select<VotesState, T>) => useSlice((w) => w.votes, select);
export const useView = <T>(select: Select<ViewState, T>) => useSlice((w) => w.view, select);
