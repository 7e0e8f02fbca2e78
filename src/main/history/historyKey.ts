/**
 * The key of the history: 32 random bytes, kept in the keychain as 64 hex digits. It is made once, and never while a
 * database is there that another key may open.
 */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import type { Found } from './historyFiles.ts';

/** The account in the keychain. */
export const historyKeyAccount = 'history-key';

/**
 * Reads the key, or makes one where there is nothing to open. Throws `history/key-missing`, or what the keychain
 * gives. Says nothing of the key in any error.
 */
export async function findHistoryKey(secrets: SecretStore, found: Found): Promise<string> {
  const stored = await secrets.get(historyKeyAccount);
  if (stored !== null) {
    if (/^[0-9a-f]{64}$/.test(stored)) return stored;
    throw new AppError('history/key-missing', 'The keychain entry of the history does not hold a key.');
  }
  if (found !== 'nothing')
    throw new AppError('history/key-missing', 'The keychain holds no key for the history.');
  const key = randomBytes(32).toString('hex');
  await secrets.set(historyKeyAccount, key);
  if ((await secrets.get(historyKeyAccount)) !== key) {
    throw new AppError('secret/store-unavailable', 'The keychain did not keep the key of the history.');
  }
  return key;
}
