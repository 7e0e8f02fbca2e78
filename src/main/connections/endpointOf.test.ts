import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { endpointOf, isInsecure } from './endpointOf.ts';

const base = { id: newId<ConnectionId>(), name: 'Test', createdAt: 1, updatedAt: 1 };

function server(baseUrl: string): Connection {
  return { ...base, provider: 'openai-compatible', baseUrl };
}

function bedrock(region: string, endpoint?: string): Connection {
  const auth = { kind: 'default-chain' } as const;
  return { ...base, provider: 'bedrock', region, auth, ...(endpoint === undefined ? {} : { endpoint }) };
}

describe('endpointOf', () => {
  it.each<[Connection, string]>([
    [{ ...base, provider: 'openai' }, 'https://api.openai.com'],
    [{ ...base, provider: 'openai', baseUrl: 'https://gate.example:8443/v1' }, 'https://gate.example:8443'],
    [server('HTTPS://Host.Example/a/path/'), 'https://host.example'],
    [bedrock('us-east-1'), 'https://*.amazonaws.com'],
    [bedrock('eu-central-1'), 'https://*.amazonaws.com'],
    [bedrock('cn-north-1'), 'https://*.amazonaws.com.cn'],
    [bedrock('us-east-1', 'https://vpce.example/'), 'https://vpce.example'],
  ])('%j is at %s', (connection, origin) => {
    expect(endpointOf(connection)?.origin).toBe(origin);
  });

  it('is nowhere for the demo', () => {
    expect(endpointOf({ ...base, provider: 'demo' })).toBeNull();
  });

  it.each([
    'api.example.com/v1',
    'localhost:11434/v1',
    'ftp://host.example/',
    'https://key@host.example/',
    'https://host.example/?key=1',
    'https://host.example/#x',
    'https://',
    'not a url',
  ])('refuses %s and names the field', (baseUrl) => {
    expect(() => endpointOf(server(baseUrl))).toThrow(
      expect.objectContaining({ code: 'connection/invalid-url', details: { field: 'baseUrl' } }),
    );
  });
});

describe('isInsecure', () => {
  it.each([
    'https://host.example/',
    'http://localhost:11434/v1',
    'http://127.0.0.1:8080/',
    'http://127.1.2.3/',
    'http://[::1]:1/',
    'http://2130706433/',
    'http://a.localhost/',
  ])('lets %s pass', (baseUrl) => {
    expect(isInsecure(endpointOf(server(baseUrl)))).toBe(false);
  });

  it.each([
    'http://host.example/',
    'http://192.168.1.4:11434/',
    'http://localhost.example/',
    'http://127.0.0.1.example/',
    'http://0.0.0.0/',
  ])('stops at %s', (baseUrl) => {
    expect(isInsecure(endpointOf(server(baseUrl)))).toBe(true);
  });
});
