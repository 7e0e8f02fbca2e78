/**
 * Decides at the start where secrets go: the keychain if it passes a probe, else memory for this session, with the reason
 * why. There is no third way: no file, no weak encryption, no silent fallback. The state is shown in the window.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../logging/Logger.ts';
import { Keychain } from './Keychain.ts';
import type { Keytar, KeychainTrouble } from './Keychain.ts';
import { KeytarSecretStore, probeKeychain } from './KeytarSecretStore.ts';
import type { SecretStore } from './SecretStore.ts';
import { SessionSecretStore } from './SessionSecretStore.ts';

interface OpenOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly loadKeytar: () => Promise<Keytar>;
  /** Milliseconds that the keychain has for each answer. */
  readonly timeoutMs?: number;
}

/** The store, and whether a keychain call hangs: then the process must be ended hard, because libuv waits for its threads. */
export interface OpenedSecretStore {
  readonly store: SecretStore;
  readonly isHanging: () => boolean;
}

/** Finds the place for secrets. Never rejects, and takes at most the time of one keychain call when the keychain hangs. */
export async function openSecretStore(options: OpenOptions): Promise<OpenedSecretStore> {
  const { clock, logger, timeoutMs = 5000 } = options;
  const toSession = (reason: KeychainTrouble, cause: unknown): SecretStore => {
    logger.warn('The keychain cannot be used; keys are kept for this session only', {
      reason,
      cause: sentenceOf(cause),
    });
    return new SessionSecretStore(reason);
  };
  let keytar: Keytar;
  try {
    keytar = await options.loadKeytar();
  } catch (caught) {
    return { store: toSession('no-service', caught), isHanging: () => false };
  }
  const keychain = new Keychain({ keytar, clock, timeoutMs });
  const probe = await probeKeychain(keychain);
  const store = probe.ok ? new KeytarSecretStore(keychain) : toSession(probe.reason, probe.cause);
  return { store, isHanging: () => keychain.hanging };
}

function sentenceOf(cause: unknown): string | null {
  return cause instanceof Error ? cause.message : null;
}
