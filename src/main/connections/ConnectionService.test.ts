import { beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import type { Connection, ConnectionSecret } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { ModelInfo } from '../../shared/model.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { ChatProvider } from '../providers/ChatProvider.ts';
import { SessionSecretStore } from '../secrets/SessionSecretStore.ts';
import { ConnectionSecrets } from './ConnectionSecrets.ts';
import { ConnectionService } from './ConnectionService.ts';

/** The three methods of the history that are used here, in memory. */
class ConnectionRows {
  readonly #rows = new Map<ConnectionId, Connection>();

  async listConnections(): Promise<readonly Connection[]> {
    return [...this.#rows.values()];
  }

  async saveConnection(connection: Connection): Promise<void> {
    this.#rows.set(connection.id, connection);
  }

  async deleteConnection(id: ConnectionId): Promise<void> {
    this.#rows.delete(id);
  }
}

/** A wire that answers with one model, or fails, and remembers the keys it was asked with. */
class ScriptedWire implements ChatProvider {
  readonly asked: (ConnectionSecret | null)[] = [];
  failure: Error | null = null;

  stream(): never {
    throw new Error('Nothing streams here.');
  }

  async listModels({ secret }: { readonly secret: ConnectionSecret | null }): Promise<readonly ModelInfo[]> {
    this.asked.push(secret);
    if (this.failure !== null) throw this.failure;
    return [{ id: 'model', name: 'Model' }];
  }
}

const id = newId<ConnectionId>();
const other: Connection = {
  id,
  name: 'Server',
  createdAt: 1,
  updatedAt: 1,
  provider: 'openai-compatible',
  baseUrl: 'https://one.example/v1',
};
const bedrock: Connection = {
  id,
  name: 'Bedrock',
  createdAt: 1,
  updatedAt: 1,
  provider: 'bedrock',
  region: 'us-east-1',
  auth: { kind: 'access-key' },
};
const apiKey = 'sk-0123456789abcdef';
const aws = { accessKeyId: 'AKIA0123456789ABCDEF', secretAccessKey: 'a-secret-access-key' };

let store = new SessionSecretStore('no-service');
let wire = new ScriptedWire();
const heard = new Set<string>();
const hear = (value: string): void => void heard.add(value);
let connections: ConnectionService;

beforeEach(() => {
  store = new SessionSecretStore('no-service');
  wire = new ScriptedWire();
  connections = new ConnectionService({
    history: new ConnectionRows(),
    secrets: new ConnectionSecrets(store, hear),
    providerFor: () => wire,
    clock: systemClock,
  });
});

describe('saving', () => {
  it('keeps the key in the keychain, bound to its origin, and out of the row', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    await expect(connections.list()).resolves.toEqual([other]);
    const stored = await store.get(`connection:${id}`);
    expect(JSON.parse(stored ?? '')).toEqual({ secret: { apiKey }, origin: 'https://one.example' });
  });

  it('keeps a stored key when none is typed, and the parts that are not typed', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    await connections.save({ connection: { ...other, name: 'Renamed' } });
    await connections.save({ connection: other, secret: { headers: { 'X-Team': 'a' } } });
    await connections.models(id, true);
    expect(wire.asked).toEqual([{ apiKey, headers: { 'X-Team': 'a' } }]);
  });

  it('does not take a key along to another origin', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    const moved = { ...other, baseUrl: 'https://two.example/v1' };
    await expect(connections.save({ connection: moved })).rejects.toMatchObject({
      code: 'secret/origin-changed',
      details: { host: 'two.example' },
    });
    await expect(connections.list()).resolves.toEqual([other]);
    await connections.save({ connection: moved, secret: { headers: { 'X-Team': 'b' } } });
    await connections.models(id, true);
    expect(wire.asked).toEqual([{ headers: { 'X-Team': 'b' } }]);
  });

  it('lets another path at the same origin use the key', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    await connections.save({ connection: { ...other, baseUrl: 'https://one.example/v2' } });
    await connections.models(id, true);
    expect(wire.asked).toEqual([{ apiKey }]);
  });

  it('drops what the way of signing in no longer needs', async () => {
    await connections.save({ connection: bedrock, secret: { aws } });
    const profile = { ...bedrock, auth: { kind: 'profile', profile: 'work' } } as const;
    await connections.save({ connection: profile });
    await expect(store.get(`connection:${id}`)).resolves.toBeNull();
  });

  it('moves between regions of one cloud without asking again', async () => {
    await connections.save({ connection: bedrock, secret: { aws } });
    await connections.save({ connection: { ...bedrock, region: 'eu-west-1' } });
    await connections.models(id, true);
    expect(wire.asked).toEqual([{ aws }]);
  });

  it('wants plain http to another machine allowed explicitly, once for an origin', async () => {
    const plain = { ...other, baseUrl: 'http://192.168.1.4:11434/v1' };
    await expect(connections.save({ connection: plain })).rejects.toMatchObject({
      code: 'connection/insecure-url',
      details: { host: '192.168.1.4:11434' },
    });
    await connections.save({ connection: plain, allowInsecure: true });
    await connections.save({ connection: { ...plain, name: 'Renamed' } });
    const elsewhere = { ...plain, baseUrl: 'http://192.168.1.5/v1' };
    await expect(connections.save({ connection: elsewhere })).rejects.toMatchObject({
      code: 'connection/insecure-url',
    });
  });
});

describe('using', () => {
  it('makes every value known to whoever blanks secrets', async () => {
    await connections.test({
      connection: other,
      secret: { apiKey: 'typed-key', headers: { 'X-Team': 'typed-header' } },
    });
    await store.set(
      `connection:${id}`,
      JSON.stringify({ secret: { apiKey: 'stored-key' }, origin: 'https://one.example' }),
    );
    await connections.test({ connection: other });
    expect([...heard]).toEqual(expect.arrayContaining(['typed-key', 'typed-header', 'stored-key']));
  });

  it('refuses a key whose row was changed behind its back', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    const secrets = new ConnectionSecrets(store, hear);
    const moved = { ...other, baseUrl: 'https://evil.example/' };
    await expect(secrets.read(moved)).rejects.toMatchObject({ code: 'secret/origin-changed' });
  });

  it('takes an entry that it did not write for none', async () => {
    await store.set(`connection:${id}`, 'sk-written-by-hand');
    await expect(new ConnectionSecrets(store, hear).read(other)).resolves.toBeNull();
    await expect(connections.describeSecret(id)).resolves.toBeNull();
  });
});

describe('describing', () => {
  it('tells that a secret is there and how it ends', async () => {
    await connections.save({ connection: bedrock, secret: { aws: { ...aws, sessionToken: 'token' } } });
    await expect(connections.describeSecret(id)).resolves.toEqual({
      apiKeyLastFour: null,
      accessKeyIdLastFour: 'CDEF',
      hasSessionToken: true,
      headerNames: [],
    });
  });

  it('does not tell the end of a short key', async () => {
    await connections.save({ connection: other, secret: { apiKey: 'short', headers: { 'X-Team': 'a' } } });
    await expect(connections.describeSecret(id)).resolves.toMatchObject({
      apiKeyLastFour: '',
      headerNames: ['X-Team'],
    });
  });

  it('has nothing to tell once the secret or the connection is gone', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    await connections.deleteSecret(id);
    await expect(connections.describeSecret(id)).resolves.toBeNull();
    await connections.save({ connection: other, secret: { apiKey } });
    await connections.delete(id);
    await expect(connections.list()).resolves.toEqual([]);
    await expect(store.get(`connection:${id}`)).resolves.toBeNull();
  });
});

describe('testing', () => {
  it('uses what was typed on top of what is stored, and stores nothing', async () => {
    await connections.save({ connection: other, secret: { apiKey } });
    const result = await connections.test({ connection: other, secret: { headers: { 'X-Team': 'a' } } });
    expect(result).toEqual({ ok: true, modelCount: 1, hops: [] });
    expect(wire.asked).toEqual([{ apiKey, headers: { 'X-Team': 'a' } }]);
    await expect(connections.describeSecret(id)).resolves.toMatchObject({ headerNames: [] });
  });

  it('answers with the reason of a failure, and never with the text of a stranger', async () => {
    wire.failure = new AppError('provider/key-refused', 'The key was refused.');
    await expect(connections.test({ connection: other })).resolves.toMatchObject({
      ok: false,
      error: { code: 'provider/key-refused' },
    });
    wire.failure = new Error(`refused: ${apiKey}`);
    const result = await connections.test({ connection: other, secret: { apiKey } });
    expect(JSON.stringify(result)).not.toContain(apiKey);
  });

  it('contacts nobody when the address is wrong', async () => {
    const result = await connections.test({ connection: { ...other, baseUrl: 'one.example' } });
    expect(result).toMatchObject({ ok: false, error: { code: 'connection/invalid-url' } });
    expect(wire.asked).toEqual([]);
  });

  it('gives up on a server that never answers', async () => {
    let ring = (): void => undefined;
    const slow = new ConnectionService({
      history: new ConnectionRows(),
      secrets: new ConnectionSecrets(store, hear),
      providerFor: () => ({ stream: () => wire.stream(), listModels: () => new Promise(() => undefined) }),
      clock: {
        now: () => 0,
        after: (_ms, callback) => {
          ring = callback;
          return () => undefined;
        },
      },
    });
    const answer = slow.test({ connection: other });
    await new Promise(setImmediate);
    ring();
    await expect(answer).resolves.toMatchObject({ ok: false, error: { code: 'network/timeout' } });
  });

  it('counts no time while a person signs in, and asks nobody where that fails', async () => {
    const clock = new ManualClock();
    const service = new ConnectionService({
      history: new ConnectionRows(),
      secrets: new ConnectionSecrets(store, hear),
      providerFor: () => wire,
      clock,
      signIn: async (connection) => {
        clock.advance(3_600_000);
        if (connection.name === 'Nobody') throw new AppError('sign-in/cancelled', 'Nobody was there.');
      },
    });
    await expect(service.test({ connection: bedrock, secret: { aws } })).resolves.toMatchObject({ ok: true });
    const given = await service.test({ connection: { ...bedrock, name: 'Nobody' }, secret: { aws } });
    expect(given).toMatchObject({ ok: false, error: { code: 'sign-in/cancelled' } });
    expect(wire.asked).toHaveLength(1);
  });
});

describe('models', () => {
  it('asks once a session, again on demand and after a change', async () => {
    await connections.save({ connection: other });
    await Promise.all([connections.models(id, false), connections.models(id, false)]);
    expect(wire.asked).toHaveLength(1);
    await connections.models(id, true);
    expect(wire.asked).toHaveLength(2);
    await connections.save({ connection: other });
    await connections.models(id, false);
    expect(wire.asked).toHaveLength(3);
  });

  it('names a model once its server was asked', async () => {
    await connections.save({ connection: other });
    expect(connections.listed(id, 'model')).toBeUndefined();
    await connections.models(id, false);
    expect(connections.listed(id, 'model')?.name).toBe('Model');
    expect(connections.listed(id, 'typed-by-hand')).toBeUndefined();
  });

  it('asks again after a failure', async () => {
    await connections.save({ connection: other });
    wire.failure = new AppError('network/refused', 'Refused.');
    await expect(connections.models(id, false)).rejects.toMatchObject({ code: 'network/refused' });
    wire.failure = null;
    await expect(connections.models(id, false)).resolves.toHaveLength(1);
  });

  it('knows no connection that was not saved', async () => {
    await expect(connections.models(id, false)).rejects.toMatchObject({ code: 'connection/not-found' });
  });
});
