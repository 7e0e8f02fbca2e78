import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../../../e2e/providers/behaviour.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { canary, patience, saidText, withRig, type ContractSubject } from '../testing/ContractSubject.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { createChatCompletionsProvider } from './createChatCompletionsProvider.ts';

const id = newId<ConnectionId>();

const subject: ContractSubject<'openai-compatible'> = {
  name: 'chat completions',
  wire: 'chat',
  create: (dependencies) =>
    createChatCompletionsProvider(dependencies, { localPatience: dependencies.patience }),
  connectTo: (url) => ({
    provider: 'openai-compatible',
    id,
    name: 'Fake',
    createdAt: 0,
    updatedAt: 0,
    baseUrl: `${url}/v1`,
  }),
  signIn: (canary) => ({ apiKey: canary, headers: { 'x-gateway-key': canary } }),
  listed: ['fake-large', 'fake-small', 'gpt-fake'],
  refusals: { 'session-expired': 'provider/key-refused' },
};

describeProviderContract(subject);

const json = (status: number, body: object): Behaviour => ({
  kind: 'raw',
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const sse = (body: string | Uint8Array): Behaviour => ({
  kind: 'raw',
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  body,
});

describe('the Chat Completions adapter', () => {
  it('sends no Authorization where there is no key', () =>
    withRig(subject, {}, async (rig) => {
      await rig.ask({ ...rig.context(), secret: null });
      expect(rig.server.streams[0]?.headers).not.toHaveProperty('authorization');
      expect(rig.server.streams[0]?.headers).not.toHaveProperty('api-key');
    }));

  it("lets a gateway's own header stand in for the key", () =>
    withRig(
      { ...subject, signIn: (canary) => ({ apiKey: canary, headers: { Authorization: 'Basic abc' } }) },
      {},
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.headers['authorization']).toBe('Basic abc');
      },
    ));

  it('asks again without the question for usage where a server refuses it, and remembers', () =>
    withRig(
      subject,
      {
        behaviours: (request) =>
          request.body.includes('stream_options')
            ? json(400, { error: { message: "Unrecognized request argument: 'stream_options'" } })
            : { kind: 'answer' },
      },
      async (rig) => {
        expect((await rig.ask()).reply).toMatchObject({ stopReason: 'end', usage: null });
        await rig.ask();
        const asked = rig.server.streams.map((request) => request.body.includes('stream_options'));
        expect(asked).toEqual([true, false, false]);
      },
    ));

  it('believes an error that came as JSON with status 200, and refuses other JSON', () =>
    withRig(
      subject,
      {
        behaviours: [
          json(200, { error: { code: 'insufficient_quota' } }),
          json(200, { error: null, id: 'x' }),
        ],
      },
      async (rig) => {
        expect((await rig.ask()).error?.code).toBe('provider/quota');
        expect((await rig.ask()).error?.code).toBe('provider/unexpected-reply');
      },
    ));

  it('takes [DONE] for the end where a server never names a reason', () =>
    withRig(
      subject,
      {
        behaviours: [
          sse('data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":null}]}\n\ndata: [DONE]\n\n'),
        ],
      },
      async (rig) => {
        expect((await rig.ask()).reply).toMatchObject({ stopReason: 'end', parts: [{ text: 'Hi' }] });
      },
    ));

  it('shows bytes that are no UTF-8 as replacement characters', () =>
    withRig(
      subject,
      {
        behaviours: [
          sse(
            Buffer.from(
              'data: {"choices":[{"delta":{"content":"a\xffb"},"finish_reason":"stop"}]}\n\n',
              'latin1',
            ),
          ),
        ],
      },
      async (rig) => {
        expect(saidText((await rig.ask()).reply)).toBe('a\ufffdb');
      },
    ));

  it('has endless patience with this machine unless told otherwise', () =>
    withRig(
      { ...subject, create: (dependencies) => createChatCompletionsProvider(dependencies) },
      { behaviours: [{ kind: 'manual' }] },
      async (rig) => {
        const outcome = rig.ask();
        const request = await rig.server.nextRequest();
        rig.clock.advance(patience.firstEventMs * 100);
        await request.emit({ text: 'loaded at last' });
        await request.finish();
        expect(saidText((await outcome).reply)).toBe('loaded at last');
      },
    ));

  it('names the project of a service that knows such a thing', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({ ...subject.connectTo(url), preset: 'coreweave', project: 'team/project' }),
      },
      {},
      async (rig) => {
        await rig.ask();
        expect(rig.server.streams[0]?.headers['openai-project']).toBe('team/project');
        await rig.provider.listModels(rig.context());
        expect(rig.server.requests.at(-1)?.headers['openai-project']).toBe('team/project');
      },
    ));

  it('speaks to a service in its own words, as its preset has them', () =>
    withRig(
      { ...subject, connectTo: (url) => ({ ...subject.connectTo(url), preset: 'openrouter' }) },
      {},
      async (rig) => {
        await rig.ask(undefined, undefined, { parameters: { reasoningEffort: 'high' } });
        expect(rig.server.streams[0]?.json).toMatchObject({ reasoning: { effort: 'high' } });
      },
    ));

  it('asks for a list where the service has it', () =>
    withRig(
      {
        ...subject,
        connectTo: (url) => ({ ...subject.connectTo(`${url}/compatibility`), preset: 'cohere' }),
      },
      {},
      async (rig) => {
        await rig.provider.listModels(rig.context());
        expect(rig.server.requests[0]?.path).toBe('/v1/models?page_size=1000&endpoint=chat');
      },
    ));

  it('signs in to a list in the way of the list', () =>
    withRig(
      { ...subject, connectTo: (url) => ({ ...subject.connectTo(url), preset: 'anthropic' }) },
      {},
      async (rig) => {
        await rig.provider.listModels({ ...rig.context(), secret: { apiKey: canary } });
        const headers = rig.server.requests[0]?.headers;
        expect(headers).toMatchObject({ 'x-api-key': canary, 'anthropic-version': '2023-06-01' });
        expect(headers).not.toHaveProperty('authorization');
      },
    ));

  it('gives a signed thought back to the service that signed it', () => {
    const extra_content = { google: { thought_signature: 'sig' } };
    const chunks = [
      { choices: [{ delta: { content: 'Hi' } }] },
      { choices: [{ delta: { extra_content }, finish_reason: 'stop' }] },
    ];
    const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
    return withRig(
      { ...subject, connectTo: (url) => ({ ...subject.connectTo(url), preset: 'gemini' }) },
      { behaviours: [sse(body), { kind: 'answer' }] },
      async (rig) => {
        const { replay } = (await rig.ask()).reply;
        expect(replay).toEqual({ family: 'chat:google', modelId: 'fake-large', content: extra_content });
        if (replay === undefined) return;
        await rig.ask(undefined, undefined, { messages: [{ role: 'assistant', text: 'Hi', replay }] });
        expect(rig.server.streams[1]?.json).toMatchObject({ messages: [{ content: 'Hi', extra_content }] });
      },
    );
  });
});
