import { describe, expect, test } from 'vitest';
import { eventStreamFrame } from '../../../../e2e/providers/eventStreamFrame.ts';
import type { FakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import { startFakeProvider } from '../../../../e2e/providers/FakeProvider.ts';
import { streamException } from '../../../../e2e/providers/sageMakerWire.ts';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import { describeProviderContract } from '../testing/providerContract.ts';
import { testDependencies } from '../testing/testDependencies.ts';
import { createSageMakerProvider } from './createSageMakerProvider.ts';

type Connection = ConnectionOf<'sagemaker'>;

const secret = { aws: { accessKeyId: 'AKIAKEY', secretAccessKey: 'secret' } };

function connectionTo(url: string, more: Partial<Connection> = {}): Connection {
  return {
    id: newId<ConnectionId>(),
    provider: 'sagemaker',
    name: 'SageMaker',
    region: 'us-east-1',
    auth: { kind: 'access-key' },
    endpointName: 'llm',
    endpoint: url,
    createdAt: 0,
    updatedAt: 0,
    ...more,
  };
}

describeProviderContract({
  name: 'sagemaker',
  wire: 'sagemaker',
  create: createSageMakerProvider,
  connectTo: (url) => connectionTo(url, { typedModels: ['llama'] }),
  signIn: (canary) => ({ aws: { accessKeyId: canary, secretAccessKey: canary, sessionToken: canary } }),
  listed: ['llm', 'llama'],
});

async function withServer(check: (server: FakeProvider) => Promise<void>): Promise<void> {
  const server = await startFakeProvider();
  try {
    await check(server);
  } finally {
    await server.close();
  }
}

/** Asks, and returns what came and what it failed with. */
async function ask(
  connection: Connection,
  modelId: string,
): Promise<{ readonly events: readonly StreamEvent[]; readonly error: AppError | null }> {
  const provider = createSageMakerProvider(testDependencies());
  const request = {
    modelId,
    messages: [{ role: 'user', text: 'Hello?' }],
    headers: { 'x-team': 'red' },
  } as const;
  const events: StreamEvent[] = [];
  try {
    const signal = new AbortController().signal;
    for await (const event of provider.stream(request, { connection, secret, signal })) events.push(event);
  } catch (caught) {
    if (!(caught instanceof AppError)) throw caught;
    return { events, error: caught };
  }
  return { events, error: null };
}

describe('what is sent', () => {
  test('goes to the endpoint, signed for SageMaker, with the container’s own words', () =>
    withServer(async (server) => {
      await ask(connectionTo(server.url), 'llm');
      expect(server.streams[0]).toMatchObject({
        method: 'POST',
        path: '/endpoints/llm/invocations-response-stream',
        json: {
          messages: [{ role: 'user', content: 'Hello?' }],
          stream: true,
          stream_options: { include_usage: true },
        },
      });
      expect(server.streams[0]?.json).not.toHaveProperty('model');
      const { headers } = server.streams[0] ?? {};
      expect(headers?.['authorization']).toMatch(/Credential=AKIAKEY\/\d{8}\/us-east-1\/sagemaker\//);
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-team': 'red' });
      expect(headers).not.toHaveProperty('x-amzn-sagemaker-inference-component');
    }));

  test('names the component, and a model that was typed', () =>
    withServer(async (server) => {
      const connection = connectionTo(server.url, {
        inferenceComponent: 'llama-3',
        typedModels: ['adapter-7'],
      });
      await ask(connection, 'adapter-7');
      await ask(connection, 'llama-3');
      expect(server.streams.map(({ headers }) => headers['x-amzn-sagemaker-inference-component'])).toEqual([
        'llama-3',
        'llama-3',
      ]);
      expect(server.streams.map(({ model }) => model)).toEqual(['adapter-7', '']);
    }));

  test('leaves the question for usage out once the container refused it', () =>
    withServer(async (server) => {
      const said = { error: { message: 'Extra inputs are not permitted', param: 'stream_options' } };
      server.script(
        {
          kind: 'raw',
          status: 424,
          headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ModelError' },
          body: JSON.stringify({
            Message: 'Received client error (400)',
            OriginalStatusCode: 400,
            OriginalMessage: JSON.stringify(said),
          }),
        },
        { kind: 'answer' },
      );
      expect((await ask(connectionTo(server.url), 'llm')).error).toBeNull();
      expect(server.streams.map(({ json }) => Object.hasOwn(Object(json), 'stream_options'))).toEqual([
        true,
        false,
      ]);
    }));
});

describe('what comes back', () => {
  const inStream = (frames: readonly Uint8Array[]) => ({
    kind: 'raw' as const,
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
    body: Buffer.concat(frames),
  });
  const said = (text: string): Uint8Array =>
    eventStreamFrame(
      { ':message-type': 'event', ':event-type': 'PayloadPart', ':content-type': 'application/octet-stream' },
      Buffer.from(text),
    );
  const hello = said('data: {"choices":[{"delta":{"content":"Hel"}}]}\n\n');

  test.each([
    ['ModelStreamError', { Message: 'm', ErrorCode: 'StreamBroken' }, 'stream/truncated'],
    ['ModelStreamError', { Message: 'm', ErrorCode: 'ModelInvocationTimeExceeded' }, 'stream/stalled'],
    ['ModelStreamError', { Message: 'm' }, 'provider/overloaded'],
    ['InternalStreamFailure', { Message: 'm' }, 'provider/overloaded'],
  ] as const)('%s %j is %s, and the text is kept', (type, fields, code) =>
    withServer(async (server) => {
      server.script(inStream([hello, streamException(type, fields)]));
      const { events, error } = await ask(connectionTo(server.url), 'llm');
      expect(error).toMatchObject({ code, retryable: true });
      expect(events.map((event) => event.type)).toEqual(['start', 'text']);
    }),
  );

  test('an error of the container without any framing', () =>
    withServer(async (server) => {
      server.script(inStream([said('{"error":{"message":"context_length_exceeded: too long","code":400}}')]));
      expect((await ask(connectionTo(server.url), 'llm')).error).toMatchObject({
        code: 'provider/bad-request',
        details: { providerMessage: 'context_length_exceeded: too long' },
      });
    }));

  test('a component that has to be named is told with its field', () =>
    withServer(async (server) => {
      const Message =
        'Inference Component Name header is required for endpoints to which you plan to deploy it.';
      server.script({
        kind: 'raw',
        status: 400,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'ValidationError' },
        body: JSON.stringify({ Message }),
      });
      expect((await ask(connectionTo(server.url), 'llm')).error).toMatchObject({
        code: 'provider/bad-request',
        details: { field: 'inferenceComponent', region: 'us-east-1' },
      });
    }));
});

test('an API key is no way to sign in', async () => {
  const { error } = await ask(connectionTo('http://127.0.0.1:1', { auth: { kind: 'api-key' } }), 'llm');
  expect(error).toMatchObject({ code: 'secret/missing' });
});

test('the test of a connection asks for one token, and gives the rest up', () =>
  withServer(async (server) => {
    const provider = createSageMakerProvider(testDependencies());
    const context = { connection: connectionTo(server.url), secret, signal: new AbortController().signal };
    expect(await provider.listModels(context)).toEqual([{ id: 'llm', name: 'llm' }]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.json).toMatchObject({ max_tokens: 1, stream: true });
  }));
