/**
 * The real keychain in a process of its own, as a `SecretStore`. libsecret finds its D-Bus once per process, so each state
 * of the keyring needs a fresh one. It is ended with SIGKILL, because libuv waits for a hung keychain call at an orderly exit.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SecretStoreState } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorInfo } from '../../../shared/errors.ts';
import type { SecretStore } from '../SecretStore.ts';

export interface ChildRequest {
  readonly id: number;
  readonly method: 'get' | 'set' | 'delete';
  readonly account: string;
  readonly value: string;
}

export type ChildReply =
  | { readonly kind: 'open'; readonly state: SecretStoreState; readonly hanging: boolean }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly result: string | null;
      readonly hanging: boolean;
    }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorInfo; readonly hanging: boolean };

interface Waiting {
  readonly resolve: (result: string | null) => void;
  readonly reject: (error: AppError) => void;
}

export class KeychainProcess implements SecretStore {
  readonly state: SecretStoreState;
  /** Whether the child's keychain was hanging at its last answer. */
  hanging: boolean;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  private constructor(child: ChildProcess, opened: ChildReply & { kind: 'open' }) {
    this.#child = child;
    this.state = opened.state;
    this.hanging = opened.hanging;
    child.on('message', (reply: ChildReply) => {
      this.#settle(reply);
    });
  }

  /** Starts a child with the given environment laid over ours; `undefined` removes a variable. */
  static async start(env: NodeJS.ProcessEnv, timeoutMs = 5000): Promise<KeychainProcess> {
    const file = fileURLToPath(new URL('keychainChild.ts', import.meta.url));
    const child = fork(file, [String(timeoutMs)], {
      env: { ...process.env, ...env },
      execArgv: [],
      stdio: 'inherit',
    });
    const first = once(child, 'message') as Promise<[ChildReply]>;
    const [opened] = await Promise.race([first, once(child, 'exit').then((): [null] => [null])]);
    if (opened?.kind !== 'open') throw new Error('The keychain process ended before it was ready.');
    return new KeychainProcess(child, opened);
  }

  async get(account: string): Promise<string | null> {
    return this.#request('get', account, '');
  }

  async set(account: string, value: string): Promise<void> {
    await this.#request('set', account, value);
  }

  async delete(account: string): Promise<void> {
    await this.#request('delete', account, '');
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async #request(method: ChildRequest['method'], account: string, value: string): Promise<string | null> {
    this.#lastId += 1;
    const request: ChildRequest = { id: this.#lastId, method, account, value };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#child.send(request);
    });
  }

  #settle(reply: ChildReply): void {
    this.hanging = reply.hanging;
    if (reply.kind === 'open') return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result);
    else waiting?.reject(new AppError(reply.error.code, reply.error.message, reply.error));
  }
}
