import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../../shared/settings.ts';
import type { Client } from '../client.ts';
import type { Report } from './problemsStore.ts';

export interface SettingsState {
  readonly settings: Settings;
  /** Takes effect at once and is saved behind the scenes. */
  readonly change: (patch: Partial<Settings>) => void;
}

/** What stands until the settings have been read; the same as the schema's defaults. */
export const initialSettings: Settings = {
  theme: 'system',
  sendKey: 'enter',
  textSize: 100,
  sidebarVisible: true,
  lastModel: null,
  defaultModelSet: null,
  notifications: false,
};

/** The person's choices for the whole app. */
export function createSettingsStore(client: Client, report: Report): StoreApi<SettingsState> {
  return createStore<SettingsState>()((set, get) => ({
    settings: initialSettings,
    change: (patch) => {
      set((state) => ({ settings: { ...state.settings, ...patch } }));
      client.request('settings.save', get().settings).catch(report);
    },
  }));
}
