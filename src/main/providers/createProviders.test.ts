import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import { newId } from '../../shared/ids.ts';
import { testDependencies } from './testing/testDependencies.ts';
import { createProviders } from './createProviders.ts';

const dependencies = testDependencies();

const base = { id: newId<ConnectionId>(), name: 'C', createdAt: 0, updatedAt: 0 };
const connections: readonly Connection[] = [
  { ...base, provider: 'demo' },
  { ...base, provider: 'openai' },
  { ...base, provider: 'openai-compatible', baseUrl: 'http://127.0.0.1:1' },
  { ...base, provider: 'bedrock', region: 'us-east-1', auth: { kind: 'api-key' } },
  {
    ...base,
    provider: 'azure-openai',
    endpoint: 'http://127.0.0.1:1',
    api: { kind: 'v1', wire: 'responses' },
    auth: { kind: 'api-key' },
  },
  { ...base, provider: 'google-vertex', project: 'p', location: 'global' },
  { ...base, provider: 'oci', region: 'us-chicago-1', wire: 'responses' },
];

describe('createProviders', () => {
  test.each(connections)('has one adapter for $provider, the same each time', (connection) => {
    const providerFor = createProviders(dependencies);
    const provider = providerFor(connection);
    expect(providerFor({ ...connection, name: 'Renamed' })).toBe(provider);
    expect(connections.filter((other) => providerFor(other) === provider)).toHaveLength(1);
  });

  test('the demo answers at once', async () => {
    const connection = { ...base, provider: 'demo' } as const;
    const context = { connection, secret: null, signal: new AbortController().signal };
    const models = await createProviders(dependencies)(connection).listModels(context);
    expect(models.length).toBeGreaterThan(0);
  });
});

/** Runs in a fresh process, where nothing else has loaded anything: prints every module that a start resolves. */
const startInFreshProcess = `
import { registerHooks } from 'node:module';
const resolved = [];
registerHooks({
  resolve(specifier, context, next) {
    const result = next(specifier, context);
    resolved.push(result.url);
    return result;
  },
});
const { createProviders } = await import(${JSON.stringify(new URL('createProviders.ts', import.meta.url).href)});
const providerFor = createProviders({
  clock: { now: () => 0, after: () => () => undefined },
  patience: { firstEventMs: null, betweenEventsMs: null },
  appVersion: '0',
});
providerFor({ provider: 'bedrock' });
const demo = { provider: 'demo' };
await providerFor(demo).listModels({ connection: demo, secret: null, signal: new AbortController().signal });
console.log(JSON.stringify(resolved));
`;

test('a start loads no SDK, and a demo answer loads none either', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    startInFreshProcess,
  ]);
  expect(stdout).toContain('createDemoProvider.ts');
  expect(stdout).not.toMatch(/node_modules\/(openai|@aws-sdk|@smithy|google-auth-library)\//);
  expect(stdout).not.toContain('/bedrock/');
  expect(stdout).not.toContain('/chatCompletions/');
});
