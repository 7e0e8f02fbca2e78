import fc from 'fast-check';
import { Agent, type RequestOptions } from 'node:https';
import { connect as connectSocket, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { directNetwork } from '../../network/directNetwork.ts';
import { RecordedTrace } from '../../network/testing/RecordedTrace.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import { startBedrockRig, type BedrockRig, type RigOptions } from './testing/bedrockRig.ts';

let rig: BedrockRig;
afterEach(() => rig.server.close());

async function start(options: RigOptions = {}): Promise<void> {
  rig = await startBedrockRig(options);
}

describe('who listens', () => {
  test.each(['vendor.plain', 'us.openai.gpt-6-sol'])(
    'hears the request for %s and its answer, and no key',
    async (modelId) => {
      const heard: unknown[] = [];
      const trace = Object.assign(new RecordedTrace(), {
        request: (request: unknown) => heard.push(request),
        response: (response: unknown) => heard.push(response),
      });
      await start({
        network: {
          ...directNetwork,
          fetch: async (url, { trace: listener, ...request } = {}) => {
            listener?.request({ method: request.method ?? 'GET', url: String(url), headers: {} });
            const response = await directNetwork.fetch(url, request);
            listener?.response({ status: response.status, headers: {} });
            return response;
          },
        },
      });
      await rig.ask(modelId, {}, rig.context({ trace }));
      expect(heard).toMatchObject([{ method: 'POST' }, { status: 200 }]);
      expect(JSON.stringify(heard)).not.toMatch(/AKIACANARY|canary-secret|Signature=/);
    },
  );

  test('hears that the way broke', async () => {
    const trace = new RecordedTrace();
    await start();
    rig.server.script({ kind: 'stall', at: 'headers' });
    const reply = rig.ask('vendor.plain', {}, rig.context({ trace }));
    (await rig.server.nextRequest()).cut();
    expect((await reply).error?.code).toBe('network/reset');
    expect(trace.heard.at(-1)).toBe('failed ECONNRESET');
  });
});

/** An agent for plain http that counts what it opens, as one of the network's would be. */
class CountingAgent extends Agent {
  opened = 0;

  constructor() {
    super();
    Object.assign(this, { protocol: 'http:', defaultPort: 80 });
  }

  override createConnection({ host, port }: RequestOptions): Socket {
    this.opened += 1;
    return connectSocket(Number(port), host ?? undefined);
  }
}

test('requests go through the agent of the network, also after it has changed', async () => {
  const agents = [new CountingAgent(), new CountingAgent()];
  let current = 0;
  await start({
    network: { ...directNetwork, agentFor: async () => agents[current] ?? null },
  });
  await rig.ask('vendor.plain');
  expect(agents.map(({ opened }) => opened)).toEqual([1, 0]);
  current = 1;
  expect((await rig.ask('vendor.plain')).reply.stopReason).toBe('end');
  expect(agents.map(({ opened }) => opened)).toEqual([1, 1]);
  for (const agent of agents) agent.destroy();
});

test('the patience of the connection counts', async () => {
  await start({
    connection: { patience: { firstEventSeconds: 5, betweenEventsSeconds: null } },
  });
  expect(rig.connection.patience).toBeDefined();
  rig.server.script({ kind: 'stall', at: 'headers' });
  const request: ChatRequest = { modelId: 'vendor.plain', messages: [{ role: 'user', text: 'Hello?' }] };
  const reply = (async () => {
    for await (const event of rig.provider.stream(request, rig.context()))
      expect(event.type).not.toBe('stop');
  })();
  const stalled = expect(reply).rejects.toMatchObject({ code: 'stream/stalled' });
  await rig.server.nextRequest();
  rig.clock.advance(5_000);
  await stalled;
});

/** A thousand replies over a socket take as long as the machine lets them. */
const thousandReplies = { timeout: 600_000 };

test('1,000 ways to cut the frames of one reply all say the same', thousandReplies, async () => {
  await start();
  const pieces = ['Hello ', '👩‍🚀', '日本語', ' "\\ \r\n'];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 40 }), async (splitAt) => {
      rig.server.script({ kind: 'answer', reasoning: 'Hm.', pieces, framing: { splitAt } });
      const { reply } = await rig.ask('vendor.plain');
      expect(reply.parts.map((part) => part.text)).toEqual(['Hm.', pieces.join('')]);
      expect(reply).toMatchObject({ stopReason: 'end', usage: { input: 11, output: 7, cacheRead: 3 } });
    }),
    { numRuns: 1_000 },
  );
});
