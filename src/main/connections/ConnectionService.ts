/**
 * What a person does with connections: save, test, delete, ask for models. The rules about where keys may go stand in
 * `ConnectionSecrets` and `endpointOf`; here they are applied before anything is stored or contacted.
 */
import type { Clock } from '../../shared/clock.ts';
import type { Connection, ConnectionSecret, SecretDescription } from '../../shared/connection.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ErrorCode, ErrorInfo, NetworkHop } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import type { History } from '../history/History.ts';
import type { WireTrace } from '../inspection/WireTrace.ts';
import { runTraced } from '../network/currentTrace.ts';
import type { ProviderFor } from '../providers/ChatProvider.ts';
import type { ConnectionSecrets } from './ConnectionSecrets.ts';
import { endpointOf, isInsecure } from './endpointOf.ts';
import { HopRecorder } from './HopRecorder.ts';
import type { HopTime } from './HopRecorder.ts';

interface ConnectionServiceOptions {
  readonly history: Pick<History, 'listConnections' | 'saveConnection' | 'deleteConnection'>;
  readonly secrets: ConnectionSecrets;
  readonly providerFor: ProviderFor;
  readonly clock: Clock;
  /** Signs in, with a person's help if need be, before a server's time begins to count. Rejects with an `AppError`. */
  readonly signIn?: (connection: Connection, secret: ConnectionSecret | null) => Promise<void>;
}

/** A connection as it stands in the form. */
export interface ConnectionForm {
  readonly connection: Connection;
  /** Only what was typed anew. */
  readonly secret?: ConnectionSecret;
  /** Said when plain `http:` to another machine is really meant. */
  readonly allowInsecure?: boolean;
}

/** A failed test is an answer like any other. */
export type ConnectionTest =
  | { readonly ok: true; readonly modelCount: number; readonly hops: readonly HopTime[] }
  | { readonly ok: false; readonly error: ErrorInfo; readonly hops: readonly HopTime[] };

/** How long a list of models may take, in milliseconds. */
const modelListPatienceMs = 20_000;

export class ConnectionService {
  readonly #options: ConnectionServiceOptions;
  readonly #models = new Map<ConnectionId, Promise<readonly ModelInfo[]>>();
  readonly #listed = new Map<ConnectionId, ReadonlyMap<string, ModelInfo>>();

  constructor(options: ConnectionServiceOptions) {
    this.#options = options;
  }

  list(): Promise<readonly Connection[]> {
    return this.#options.history.listConnections();
  }

  /** Throws `connection/not-found`. */
  async get(id: ConnectionId): Promise<Connection> {
    const connection = await this.#find(id);
    if (connection === undefined) throw new AppError('connection/not-found', 'There is no such connection.');
    return connection;
  }

  /** Throws `connection/invalid-url`, `connection/insecure-url` or `secret/*` and then has changed nothing. */
  async save(form: ConnectionForm): Promise<void> {
    const { connection } = form;
    const { history, secrets } = this.#options;
    await this.#checkEndpoint(form);
    const secret = await secrets.combine(connection, form.secret ?? {});
    // The keychain first: it is the one that may refuse. Should the row then fail, the binding keeps the key from going astray.
    await secrets.write(connection, secret);
    await history.saveConnection(connection);
    this.#models.delete(connection.id);
  }

  /** Forgets the key before the connection, so that a keychain that refuses leaves something to try again. */
  async delete(id: ConnectionId): Promise<void> {
    await this.#options.secrets.delete(id);
    await this.#options.history.deleteConnection(id);
    this.#models.delete(id);
  }

  describeSecret(id: ConnectionId): Promise<SecretDescription | null> {
    return this.#options.secrets.describe(id);
  }

  async deleteSecret(id: ConnectionId): Promise<void> {
    await this.#options.secrets.delete(id);
    this.#models.delete(id);
  }

  /**
   * Asks the server of a connection for its models, as the form stands, over connections of its own, and tells what each station
   * of the way took. Stores nothing, and rejects only on a defect.
   */
  async test(form: ConnectionForm): Promise<ConnectionTest> {
    const { secrets, clock } = this.#options;
    const { connection } = form;
    const trace = new HopRecorder(clock);
    try {
      await this.#checkEndpoint(form);
      const secret = await secrets.combine(connection, form.secret ?? {});
      await this.#options.signIn?.(connection, secret);
      const models = await runTraced({ trace, fresh: true }, () => this.#ask(connection, secret, trace));
      // Whoever signs in has been let in with the answer.
      if (signsIn(connection, secret) && trace.heardAny) trace.passed('auth');
      return { ok: true, modelCount: models.length, hops: trace.times(null) };
    } catch (caught) {
      const info = toErrorInfo(caught);
      const hop = info.details?.hop ?? hopOfFailure(info.code, trace);
      const error = hop === null ? info : { ...info, details: { ...info.details, hop } };
      return { ok: false, error, hops: trace.times(hop) };
    }
  }

  /** The models that the server offers, asked once a session unless `refresh`. A failure is not remembered. */
  async models(id: ConnectionId, refresh: boolean): Promise<readonly ModelInfo[]> {
    const known = this.#models.get(id);
    if (known !== undefined && !refresh) return known;
    const asked = this.#askStored(id);
    this.#models.set(id, asked);
    asked.catch(() => {
      if (this.#models.get(id) === asked) this.#models.delete(id);
    });
    return asked;
  }

  /** What a server has said of a model, as far as it was asked in this session. */
  listed(id: ConnectionId, modelId: string): ModelInfo | undefined {
    return this.#listed.get(id)?.get(modelId);
  }

  async #askStored(id: ConnectionId): Promise<readonly ModelInfo[]> {
    const connection = await this.get(id);
    const secret = await this.#options.secrets.read(connection);
    await this.#options.signIn?.(connection, secret);
    const models = await this.#ask(connection, secret);
    this.#listed.set(id, new Map(models.map((model) => [model.id, model])));
    return models;
  }

  async #ask(
    connection: Connection,
    secret: ConnectionSecret | null,
    trace?: WireTrace,
  ): Promise<readonly ModelInfo[]> {
    const { providerFor, clock } = this.#options;
    const controller = new AbortController();
    const timedOut = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => {
        reject(
          new AppError('network/timeout', 'The server did not list its models in time.', { retryable: true }),
        );
      });
    });
    const cancelTimer = clock.after(modelListPatienceMs, () => {
      controller.abort();
    });
    try {
      const { signal } = controller;
      return await Promise.race([
        providerFor(connection).listModels({
          connection,
          secret,
          signal,
          ...(trace === undefined ? {} : { trace }),
        }),
        timedOut,
      ]);
    } finally {
      cancelTimer();
    }
  }

  async #find(id: ConnectionId): Promise<Connection | undefined> {
    const connections = await this.#options.history.listConnections();
    return connections.find((connection) => connection.id === id);
  }

  async #checkEndpoint({ connection, allowInsecure = false }: ConnectionForm): Promise<void> {
    const endpoint = endpointOf(connection);
    if (!isInsecure(endpoint) || allowInsecure) return;
    const saved = await this.#find(connection.id);
    // Said once for this origin, it holds.
    if (saved !== undefined && endpointOf(saved)?.origin === endpoint?.origin) return;
    throw new AppError(
      'connection/insecure-url',
      'Plain http to another machine has to be allowed explicitly.',
      {
        details: endpoint?.url ? { host: endpoint.url.host } : {},
      },
    );
  }
}

/** Only servers of any kind may want no key. All others are shown who asks, with what lies in the keychain or on this machine. */
function signsIn({ provider }: Connection, secret: ConnectionSecret | null): boolean {
  return secret !== null || provider !== 'openai-compatible';
}

/** Where a test stopped whose error does not say it; null where it did not get on its way at all. */
function hopOfFailure(code: ErrorCode, trace: HopRecorder): NetworkHop | null {
  if (code === 'network/timeout' || code === 'network/reset') return trace.nextHop();
  if (code === 'provider/key-refused' || code === 'provider/session-expired') return 'auth';
  if (code === 'provider/access-denied' || code.startsWith('sign-in/')) return 'auth';
  return trace.heardAny && code.startsWith('provider/') ? 'http' : null;
}
