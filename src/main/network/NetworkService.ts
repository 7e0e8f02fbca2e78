/**
 * What a person sets about the way to servers and what is kept of it outside of the settings: the proxy's password lies in
 * the keychain, bound to the proxy that it was set for, so that settings which name another one cannot send it there.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ExtraAuthority, NetworkSettings, ProxySettings } from '../../shared/network.ts';
import type { SecretStore } from '../secrets/SecretStore.ts';
import { parseProxyUrl } from './ProxyRoute.ts';
import type { ProxyCredentials } from './ProxyRoute.ts';
import { maxAuthorityBytes, readAuthority } from './readAuthority.ts';

interface NetworkServiceOptions {
  readonly store: SecretStore;
  /** What is set now. */
  readonly settings: () => NetworkSettings;
  /** Lets the person choose a file in the system's own dialog. Null when it was closed. */
  readonly chooseAuthorityFile: () => Promise<string | null>;
  /** Hears of the password before it is used, so that logs can blank it. */
  readonly onSecret: (value: string) => void;
}

const account = 'proxy';
const storedSchema = z.strictObject({ user: z.string(), password: z.string(), proxy: z.string() });
type Stored = z.infer<typeof storedSchema>;

/** What a password is bound to; null where there is no proxy that could ask. */
function identityOf(proxy: ProxySettings): string | null {
  switch (proxy.kind) {
    case 'none':
      return null;
    case 'system':
      return 'system';
    case 'pac':
      return `pac ${proxy.url}`;
    case 'manual': {
      const parsed = parseProxyUrl(proxy.url);
      return parsed === null ? null : `${parsed.kind} ${parsed.host} ${String(parsed.port)}`;
    }
  }
}

export class NetworkService {
  readonly #options: NetworkServiceOptions;
  #stored: Promise<Stored | null> | null = null;
  /** Authorities that the person has chosen since the start, as PEM. */
  readonly #chosen = new Set<string>();

  constructor(options: NetworkServiceOptions) {
    this.#options = options;
  }

  /** A certificate authority that the person chose. Throws `attachment/unreadable` for a file that is none. */
  async chooseAuthority(): Promise<ExtraAuthority | null> {
    const path = await this.#options.chooseAuthorityFile();
    if (path === null) return null;
    const fileName = basename(path);
    const authority = readAuthority(fileName, await readSmallFile(path, fileName));
    this.#chosen.add(authority.pem);
    return authority;
  }

  /**
   * Whom connections trust is decided in the system's dialog alone: an authority that comes with the page's settings has to be
   * the one that holds already or one that was chosen there, or a page could have itself put between us and every server.
   * Throws `ipc/invalid-input`.
   */
  assertChosen(authority: ExtraAuthority | null): void {
    if (authority === null || this.#chosen.has(authority.pem)) return;
    if (authority.pem === this.#options.settings().extraAuthority?.pem) return;
    throw new AppError('ipc/invalid-input', 'Nobody has chosen this certificate authority.', {
      details: { field: 'network.extraAuthority' },
    });
  }

  /** Keeps what the proxy of today's settings asks for; null forgets it. Rejects with `secret/…`. */
  async setProxyPassword(credentials: ProxyCredentials | null): Promise<void> {
    const { store, settings, onSecret } = this.#options;
    const proxy = identityOf(settings().proxy);
    this.#stored = null;
    if (credentials === null || proxy === null) return store.delete(account);
    onSecret(credentials.password);
    await store.set(account, JSON.stringify({ ...credentials, proxy } satisfies Stored));
  }

  /** What the proxy of today's settings may be told. Null where nothing was set for it. Rejects with `secret/…`. */
  async proxyPassword(): Promise<ProxyCredentials | null> {
    const proxy = identityOf(this.#options.settings().proxy);
    if (proxy === null) return null;
    this.#stored ??= this.#read();
    const reading = this.#stored;
    try {
      const stored = await reading;
      return stored?.proxy === proxy ? { user: stored.user, password: stored.password } : null;
    } catch (caught) {
      // A keychain that could not be asked may answer the next time.
      if (this.#stored === reading) this.#stored = null;
      throw caught;
    }
  }

  async #read(): Promise<Stored | null> {
    const text = await this.#options.store.get(account);
    if (text === null) return null;
    try {
      const stored = storedSchema.parse(JSON.parse(text));
      this.#options.onSecret(stored.password);
      return stored;
    } catch {
      // Somebody else wrote this entry. The parser's own error could quote it, so it ends here.
      return null;
    }
  }
}

async function readSmallFile(path: string, fileName: string): Promise<Uint8Array> {
  const unreadable = new AppError('attachment/unreadable', 'The file could not be read.', {
    details: { fileName },
  });
  try {
    const { size } = await stat(path);
    if (size > maxAuthorityBytes) throw unreadable;
    return await readFile(path);
  } catch {
    throw unreadable;
  }
}
