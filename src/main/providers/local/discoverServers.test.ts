import { describe, expect, it } from 'vitest';
import { startFakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import type { Connection } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { directNetwork } from '../../network/directNetwork.ts';
import type { Network } from '../../network/Network.ts';
import { discoverServers } from './discoverServers.ts';

const portOf = (url: string): number => Number(new URL(url).port);

function connectedTo(baseUrl: string): Connection {
  const base = { id: newId<ConnectionId>(), name: 'Mine', createdAt: 0, updatedAt: 0 };
  return { ...base, provider: 'openai-compatible', baseUrl };
}

describe('discoverServers', () => {
  it('finds who answers with a list, and nobody else', async () => {
    const ollama = await startFakeProvider();
    const page = await startFakeProvider();
    const elsewhere = await startFakeProvider();
    const gone = await startFakeProvider();
    await gone.close();
    page.scriptLists({ kind: 'html' });
    elsewhere.scriptLists({ kind: 'redirect', to: `${ollama.url}/v1/models` });
    try {
      const found = await discoverServers({
        network: directNetwork,
        clock: new ManualClock(),
        connections: [],
        servers: [
          { preset: 'ollama', port: portOf(ollama.url) },
          { preset: 'vllm', port: portOf(page.url) },
          { preset: 'lm-studio', port: portOf(elsewhere.url) },
          { preset: 'llama-cpp', port: portOf(gone.url) },
        ],
      });
      expect(found).toEqual([{ preset: 'ollama', baseUrl: `${ollama.url}/v1`, modelCount: 3 }]);
      // The redirect was not followed, and no question carried a key.
      expect(ollama.requests).toHaveLength(1);
      expect(ollama.requests[0]?.headers).not.toHaveProperty('authorization');
    } finally {
      await Promise.all([ollama, page, elsewhere].map((server) => server.close()));
    }
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])(
    'does not ask where a connection to %s is already',
    async (host) => {
      const server = await startFakeProvider();
      const port = portOf(server.url);
      try {
        const found = await discoverServers({
          network: directNetwork,
          clock: new ManualClock(),
          connections: [connectedTo(`http://${host}:${String(port)}/v1`)],
          servers: [{ preset: 'ollama', port }],
        });
        expect(found).toEqual([]);
        expect(server.requests).toEqual([]);
      } finally {
        await server.close();
      }
    },
  );

  it('waits only for a moment, and asks this machine only', async () => {
    const clock = new ManualClock();
    const asked: string[] = [];
    const silent: Network = {
      ...directNetwork,
      fetch: (url) => {
        asked.push(String(url));
        return new Promise<Response>(() => undefined);
      },
    };
    const finding = discoverServers({ network: silent, clock, connections: [] });
    clock.advance(1_500);
    expect(await finding).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    for (const url of asked) expect(url).toMatch(/^http:\/\/(127\.0\.0\.1|\[::1\]):\d+\/v1\/models$/);
  });
});
