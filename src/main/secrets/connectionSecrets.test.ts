import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionOf, ConnectionSecret } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import {
  deleteConnectionSecret,
  describeConnectionSecret,
  readConnectionSecret,
  secretOrigin,
  secretValues,
  writeConnectionSecret,
} from './connectionSecrets.ts';
import { SessionSecretStore } from './SessionSecretStore.ts';

const base = { id: newId<ConnectionId>(), name: 'Work', createdAt: 1, updatedAt: 1 };
const demo: Connection = { ...base, provider: 'demo' };
const openai: ConnectionOf<'openai'> = { ...base, provider: 'openai' };
const local: ConnectionOf<'openai-compatible'> = {
  ...base,
  provider: 'openai-compatible',
  baseUrl: 'http://127.0.0.1:1234/v1',
};
const bedrock: ConnectionOf<'bedrock'> = {
  ...base,
  provider: 'bedrock',
  region: 'us-east-1',
  auth: { kind: 'access-key' },
};
const apiKey: ConnectionSecret = { apiKey: 'sk-0123456789abcdef' };
const aws: ConnectionSecret = {
  aws: { accessKeyId: 'AKIA0123456789', secretAccessKey: 'secret', sessionToken: 't' },
};

async function storeWith(connection: Connection, secret: ConnectionSecret): Promise<SessionSecretStore> {
  const store = new SessionSecretStore('no-service');
  await writeConnectionSecret(store, connection, secret);
  return store;
}

describe('readConnectionSecret', () => {
  it.each([
    [openai, apiKey],
    [local, apiKey],
    [local, { headers: { 'X-Gateway': 'value' } }],
    [{ ...openai, baseUrl: 'https://gateway.example/v1' }, { headers: { 'X-Gateway': 'value' } }],
    [bedrock, aws],
    [{ ...bedrock, auth: { kind: 'api-key' } }, apiKey],
  ] as const)('gives back what was written for %o', async (connection, secret) => {
    expect(await readConnectionSecret(await storeWith(connection, secret), connection)).toEqual(secret);
  });

  it.each([demo, local, { ...bedrock, auth: { kind: 'default-chain' } } as const])(
    'needs none for %o',
    async (connection) => {
      expect(await readConnectionSecret(new SessionSecretStore('no-service'), connection)).toBeNull();
    },
  );

  it('leaves an entry alone that the connection no longer signs in with', async () => {
    const store = await storeWith(bedrock, aws);
    const withProfile: Connection = { ...bedrock, auth: { kind: 'profile', profile: 'work' } };
    expect(await readConnectionSecret(store, withProfile)).toBeNull();
  });

  it.each([
    [openai, null],
    [openai, aws],
    [openai, { headers: { 'X-Gateway': 'value' } }],
    [bedrock, apiKey],
    [{ ...bedrock, auth: { kind: 'api-key' } }, aws],
  ] as const)('misses the right kind of key for %o', async (connection, secret) => {
    const store =
      secret === null ? new SessionSecretStore('no-service') : await storeWith(connection, secret);
    await expect(readConnectionSecret(store, connection)).rejects.toMatchObject({ code: 'secret/missing' });
  });

  it.each([
    [local, { ...local, baseUrl: 'http://127.0.0.1:4321/v1' }],
    [local, { ...local, baseUrl: 'https://127.0.0.1:1234/v1' }],
    [openai, { ...openai, baseUrl: 'https://evil.example/v1' }],
    [bedrock, { ...bedrock, endpoint: 'https://evil.example' }],
  ] as const)('does not hand the key of %o to %o', async (before, after) => {
    const store = await storeWith(before, { ...apiKey, ...aws });
    const reading = readConnectionSecret(store, after);
    await expect(reading).rejects.toMatchObject({ code: 'secret/origin-changed' });
  });

  it.each([
    [local, { ...local, baseUrl: 'http://127.0.0.1:1234/other/path' }],
    [bedrock, { ...bedrock, region: 'eu-central-1' }],
  ] as const)('keeps the key of %o for %o', async (before, after) => {
    const store = await storeWith(before, { ...apiKey, ...aws });
    expect(await readConnectionSecret(store, after)).not.toBeNull();
  });

  it.each(['', 'sk-canary', '{"secret":"sk-canary"}', '{"secret":{"apiKey":"sk-canary"}}'])(
    'takes the entry %j for a missing key and does not quote it',
    async (text) => {
      const store = new SessionSecretStore('no-service');
      await store.set(`connection:${base.id}`, text);
      const error: unknown = await readConnectionSecret(store, openai).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'secret/missing' });
      expect(error).not.toHaveProperty('cause');
    },
  );
});

describe('describeConnectionSecret', () => {
  it('tells the ends of keys and the names of headers, nothing else', async () => {
    const store = await storeWith(local, { ...apiKey, ...aws, headers: { 'X-Gateway': 'header-value' } });
    const description = await describeConnectionSecret(store, base.id);
    expect(description).toEqual({
      apiKeyLastFour: 'cdef',
      accessKeyIdLastFour: '6789',
      hasSessionToken: true,
      headerNames: ['X-Gateway'],
    });
  });

  it('hides short keys whole and answers null when there is none', async () => {
    const store = await storeWith(local, { apiKey: 'short' });
    expect(await describeConnectionSecret(store, base.id)).toMatchObject({ apiKeyLastFour: '' });
    await deleteConnectionSecret(store, base.id);
    expect(await describeConnectionSecret(store, base.id)).toBeNull();
  });
});

it('names every value that must be blanked', () => {
  expect(secretValues({ ...apiKey, ...aws, headers: { 'X-Gateway': 'value' } })).toEqual([
    'sk-0123456789abcdef',
    'AKIA0123456789',
    'secret',
    't',
    'value',
  ]);
});

it('refuses an address that is none', () => {
  expect(() => secretOrigin({ ...local, baseUrl: 'localhost' })).toThrow(
    expect.objectContaining({ code: 'connection/invalid-url' }),
  );
});
