import type { KeychainTrouble } from './Keychain.ts';

/**
 * keytar passes on the sentence of libsecret, Security.framework or Windows and nothing else: no code, no class. So the
 * sentence is read, here and nowhere else. Order matters: "User interaction is not allowed" is a locked macOS keychain.
 * On Linux "Object does not exist … collection" is a keyring whose default collection was never opened.
 */
const signs: readonly { readonly reason: KeychainTrouble; readonly pattern: RegExp }[] = [
  {
    reason: 'locked',
    pattern: /\blocked\b|interaction is not allowed|does not exist at path .*\/collection\//i,
  },
  {
    reason: 'denied',
    pattern: /cancell?ed|dismissed|denied|not correct|not permitted|rejected send message|apparmor/i,
  },
  { reason: 'timeout', pattern: /timeout was reached|timed out|did not receive a reply/i },
];

/** Why the keychain refused. What is not recognised counts as no service: the remedy is the same. */
export function classifyKeychainError(caught: unknown): KeychainTrouble {
  const message = caught instanceof Error ? caught.message : '';
  return signs.find(({ pattern }) => pattern.test(message))?.reason ?? 'no-service';
}
