/**
 * The port to wherever secrets lie. Accounts are opaque names (`connection:<id>`, `history-key`); values are text.
 * Methods reject with an `AppError` whose code begins with `secret/` and whose text never holds the value.
 */
import type { SecretStoreState } from '../../shared/connection.ts';

export interface SecretStore {
  readonly state: SecretStoreState;
  /** Null when there is none. */
  get(account: string): Promise<string | null>;
  set(account: string, value: string): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(account: string): Promise<void>;
}
