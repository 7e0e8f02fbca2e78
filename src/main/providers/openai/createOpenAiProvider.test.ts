import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../../e2e/providers/behaviour.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import type { WireTrace } from '../../inspection/WireTrace.ts';
import { canary, saidText, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createOpenAiProvider } from './createOpenAiProvider.ts';

const connection = {
  provider: 'openai',
  id: newId<ConnectionId>(),
  name: 'Fake',
  createdAt: 0,
  updatedAt: 0,
} as const satisfies ConnectionOf<'openai'>;

const subject: ContractSubject<'openai'> = {
  name: 'openai',
  wire: 'responses',
  create: createOpenAiProvider,
  connectTo: (url) => ({ ...connection, baseUrl: `${url}/v1` }),
  signIn: (key) => ({ apiKey: key }),
  listed: ['fake-large', 'fake-small', 'gpt-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
};

describeProviderContract(subject);

function refusing(param: string, message = `Unsupported parameter: '${param}'.`): Behaviour {
  const error = { message, param: param === '' ? null : param, type: 'invalid_request_error', code: null };
  const headers = { 'content-type': 'application/json' };
  return { kind: 'raw', status: 400, headers, body: JSON.stringify({ error }) };
}

describe('the OpenAI adapter', () => {
  it('asks the server to store nothing and tells it nothing of this machine', () =>
    withRig(subject, {}, async (rig) => {
      await rig.ask();
      const [request] = rig.server.streams;
      expect(request).toMatchObject({
        path: '/v1/responses',
        json: {
          model: 'fake-large',
          store: false,
          stream: true,
          input: [{ role: 'user', content: 'Hello?' }],
        },
      });
      expect(request?.headers).toMatchObject({
        authorization: `Bearer ${canary}`,
        'user-agent': 'Switchyard/0.0.0',
      });
      const told = Object.keys(request?.headers ?? {});
      expect(told.filter((name) => /stainless|openai-(organization|project)/.test(name))).toEqual([]);
    }));

  it('names the organization and the project of its connection', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({ ...connection, baseUrl: url, organization: 'org-1', project: 'proj-1' }),
      },
      {},
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.headers).toMatchObject({
          'openai-organization': 'org-1',
          'openai-project': 'proj-1',
        });
      },
    ));

  it('reads response.failed as an error', () =>
    withRig(
      subject,
      { behaviours: [{ kind: 'error-in-stream', text: 'so far', failure: 'rate-limited', form: 'failed' }] },
      async (rig) => {
        const { error, reply } = await rig.ask();
        expect(error?.code).toBe('provider/rate-limited');
        expect(saidText(reply)).toBe('so far');
      },
    ));

  it('refuses to send to what is no address', () =>
    withRig(
      { ...subject, connectTo: () => ({ ...connection, baseUrl: 'no address at all' }) },
      {},
      async (rig) => {
        const code = 'connection/invalid-url';
        expect((await rig.ask()).error?.code).toBe(code);
        await expect(rig.provider.listModels(rig.context())).rejects.toMatchObject({ code });
      },
    ));

  it('refuses a key that no header can carry, without repeating it', () =>
    withRig({ ...subject, signIn: (key) => ({ apiKey: `${key}\r\nx-injected: 1` }) }, {}, async (rig) => {
      const { error } = await rig.ask();
      expect(error?.code).toBe('provider/key-refused');
      expect(error?.stack).not.toContain(canary);
      expect(rig.server.requests).toEqual([]);
    }));

  it('leaves out, at once and from then on, what nobody has set and the model refuses', () =>
    withRig(
      subject,
      {
        behaviours: ({ body }) =>
          body.includes('summary') ? refusing('reasoning.summary') : { kind: 'answer', text: 'better' },
      },
      async (rig) => {
        const thinking = { parameters: { reasoningEffort: 'high' } } as const;
        expect(saidText((await rig.ask(undefined, undefined, thinking)).reply)).toBe('better');
        await rig.ask(undefined, undefined, thinking);
        const asked = rig.server.streams.map(({ body }) => body.includes('summary'));
        expect(asked).toEqual([true, false, false]);
        expect(rig.server.streams.at(-1)?.json).toMatchObject({ reasoning: { effort: 'high' } });
      },
    ));

  it('names the parameter that a person has set and the model refuses, and does not send it once that is known', () =>
    withRig(subject, { behaviours: [refusing('temperature'), { kind: 'answer' }] }, async (rig) => {
      const warm = { parameters: { temperature: 1.5 } };
      const { error } = await rig.ask(undefined, undefined, warm);
      expect(error).toMatchObject({ code: 'provider/bad-request', details: { parameter: 'temperature' } });
      expect(rig.server.streams).toHaveLength(1);
      rig.notes.learn(connection.id, 'fake-large', { refusedParameters: ['temperature'] });
      expect((await rig.ask(undefined, undefined, warm)).error).toBeNull();
      expect(rig.server.streams[1]?.json).not.toHaveProperty('temperature');
    }));

  it('sends a reply back as it came, thoughts included, and without them where they cannot be read', () =>
    withRig(
      subject,
      {
        behaviours: [
          { kind: 'answer', reasoning: 'Let me think.', text: 'Hi' },
          refusing('', 'The encrypted content for item rs_1 could not be verified.'),
          { kind: 'answer' },
        ],
      },
      async (rig) => {
        const { replay } = (await rig.ask()).reply;
        expect(replay).toMatchObject({ family: 'responses:openai', modelId: 'fake-large' });
        if (replay === undefined) return;
        const messages = [
          { role: 'user', text: 'Hello?' },
          { role: 'assistant', text: 'Hi', replay },
          { role: 'user', text: 'And now?' },
        ] as const;
        expect((await rig.ask(undefined, undefined, { messages })).error).toBeNull();
        const [, first, second] = rig.server.streams.map(({ json }) => json);
        expect(first).toMatchObject({
          input: [
            { role: 'user' },
            { type: 'reasoning', encrypted_content: 'ZmFrZQ==' },
            { type: 'message' },
            {},
          ],
        });
        expect(second).toMatchObject({ input: [{}, { role: 'assistant', content: 'Hi' }, {}] });
      },
    ));

  it('sends extra headers, tells the trace, and repeats neither in an error', () =>
    withRig(
      subject,
      { behaviours: [refusing('', 'Wrong gateway key: header-canary-value')] },
      async (rig) => {
        const asked: string[] = [];
        const trace: WireTrace = {
          request: ({ url }) => asked.push(url),
          passed: () => undefined,
          response: () => undefined,
          failed: () => undefined,
        };
        const headers = { 'x-gateway-key': 'header-canary-value' };
        const { error } = await rig.ask({ ...rig.context(), trace }, undefined, { headers });
        expect(rig.server.streams[0]?.headers).toMatchObject(headers);
        expect(JSON.stringify(error)).not.toContain('header-canary-value');
        expect(error?.details.providerMessage).toContain('Wrong gateway key');
        expect(asked).toEqual([`${rig.server.url}/v1/responses`]);
      },
    ));

  it('waits as long as its connection says', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({
          ...connection,
          baseUrl: url,
          patience: { firstEventSeconds: 5, betweenEventsSeconds: null },
        }),
      },
      { behaviours: [{ kind: 'stall', at: 'headers' }] },
      async (rig) => {
        const outcome = rig.ask();
        await rig.server.nextRequest();
        rig.clock.advance(5_000);
        expect((await outcome).error?.code).toBe('stream/stalled');
      },
    ));

  it('always lists the ids that were typed', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({ ...connection, baseUrl: `${url}/v1`, typedModels: ['mine', 'gpt-fake'] }),
      },
      {},
      async (rig) => {
        const ids = (await rig.provider.listModels(rig.context())).map((model) => model.id);
        expect(ids.toSorted()).toEqual(['fake-large', 'fake-small', 'gpt-fake', 'mine']);
      },
    ));
});
