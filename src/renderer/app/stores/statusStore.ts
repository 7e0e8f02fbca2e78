import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { SecretStoreState } from '../../../shared/connection.ts';
import { mainWindowId } from '../../../shared/ids.ts';
import type { HistoryState } from '../../../shared/ipc/routes.ts';

/** The operating system, as far as the interface differs by it. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** What is true of this run of the app as a whole. */
export interface StatusState {
  /** Which window this is. */
  readonly windowId: string;
  readonly version: string;
  readonly platform: Platform;
  readonly secrets: SecretStoreState;
  readonly history: HistoryState;
}

export function createStatusStore(): StoreApi<StatusState> {
  return createStore<StatusState>()(() => ({
    windowId: mainWindowId,
    version: '',
    platform: 'linux',
    secrets: { kind: 'keychain' },
    history: { kind: 'persistent', quarantinedAs: null },
  }));
}
