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

function sagemaker(region: string, endpoint?: string): Connection {
  const auth = { kind: 'default-chain' } as const;
  const target = endpoint === undefined ? {} : { endpoint };
  return { ...base, provider: 'sagemaker', region, auth, endpointName: 'mine', ...target };
}

function azure(endpoint: string): Connection {
  const how = { api: { kind: 'v1', wire: 'chat' }, auth: { kind: 'api-key' } } as const;
  return { ...base, provider: 'azure-openai', endpoint, ...how };
}

const vertex = { ...base, provider: 'google-vertex', project: 'mine', location: 'global' } as const;
const oci = { ...base, provider: 'oci', region: 'eu-frankfurt-1', wire: 'chat' } as const;

describe('endpointOf', () => {
  it.each<[Connection, string]>([
    [{ ...base, provider: 'openai' }, 'https://api.openai.com'],
    [{ ...base, provider: 'openai', baseUrl: 'https://gate.example:8443/v1' }, 'https://gate.example:8443'],
    [server('HTTPS://Host.Example/a/path/'), 'https://host.example'],
    [bedrock('us-east-1'), 'https://*.amazonaws.com'],
    [bedrock('eu-central-1'), 'https://*.amazonaws.com'],
    [bedrock('cn-north-1'), 'https://*.amazonaws.com.cn'],
    [bedrock('eusc-de-east-1'), 'https://*.amazonaws.eu'],
    [bedrock('us-east-1', 'https://vpce.example/'), 'https://vpce.example'],
    [sagemaker('us-east-1'), 'https://*.amazonaws.com'],
    [sagemaker('us-east-1', 'https://vpce.example/'), 'https://vpce.example'],
    [azure('https://mine.openai.azure.com/'), 'https://mine.openai.azure.com'],
    [{ ...vertex, location: 'europe-west4' }, 'https://aiplatform.googleapis.com'],
    [{ ...vertex, endpoint: 'https://gate.example/v1' }, 'https://gate.example'],
    [oci, 'https://inference.generativeai.eu-frankfurt-1.oci.oraclecloud.com'],
    [{ ...oci, endpoint: 'https://gate.example' }, 'https://gate.example'],
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

describe('the endpoint of a gateway', () => {
  const bad = 'http://user:password@gate.example';
  it.each<[Connection, string]>([
    [bedrock('us-east-1', bad), 'endpoint'],
    [sagemaker('us-east-1', bad), 'endpoint'],
    [azure(bad), 'endpoint'],
    [{ ...vertex, endpoint: bad }, 'endpoint'],
    [{ ...oci, endpoint: bad }, 'endpoint'],
    [{ ...base, provider: 'openai', baseUrl: bad }, 'baseUrl'],
  ])('is read as strictly for every provider: %j', (connection, field) => {
    expect(() => endpointOf(connection)).toThrow(expect.objectContaining({ details: { field } }));
  });

  it.each([
    bedrock('us-east-1', 'http://gate.example'),
    sagemaker('us-east-1', 'http://gate.example'),
    azure('http://gate.example'),
    { ...vertex, endpoint: 'http://gate.example' },
    { ...oci, endpoint: 'http://gate.example' },
  ])('has to be allowed explicitly without TLS: %j', (connection) => {
    expect(isInsecure(endpointOf(connection))).toBe(true);
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
