import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import type { PresetId } from '../../../shared/connectionPresets.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import { testDependencies } from '../testing/testDependencies.ts';
import { createChatCompletionsProvider } from './createChatCompletionsProvider.ts';

/** Answers by path; null refuses. */
type Answers = (path: string, body: string) => object | null;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** Lists the models of a fake server on this machine that has such paths. */
async function listFrom(preset: PresetId, answers: Answers): Promise<readonly ModelInfo[]> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const answer = answers(request.url ?? '', body);
      response.writeHead(answer === null ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { error: 'no' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connection: ConnectionOf<'openai-compatible'> = {
    provider: 'openai-compatible',
    id: newId<ConnectionId>(),
    name: 'Local',
    createdAt: 0,
    updatedAt: 0,
    baseUrl: `http://127.0.0.1:${String(port)}/v1`,
    preset,
  };
  try {
    const provider = createChatCompletionsProvider(testDependencies());
    const { signal } = new AbortController();
    return await provider.listModels({ connection, secret: null, signal });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const two = { data: [{ id: 'one' }, { id: 'two' }] };

describe('the models of a server on this machine', () => {
  it('are told of by Ollama one by one', async () => {
    const models = await listFrom('ollama', (path, body) => {
      if (path === '/v1/models') return two;
      if (path !== '/api/show' || body.includes('two')) return null;
      return {
        capabilities: ['completion', 'vision', 'thinking'],
        model_info: { 'general.architecture': 'llama', 'llama.context_length': 131_072 },
      };
    });
    expect(models).toEqual([
      {
        id: 'one',
        name: 'one',
        contextWindow: 131_072,
        acceptsImages: true,
        acceptsTools: false,
        reasoningEfforts: ['none', 'low', 'medium', 'high'],
      },
      { id: 'two', name: 'two' },
    ]);
  });

  it('are told of by LM Studio in a list of its own', async () => {
    const rich = {
      data: [
        { id: 'one', type: 'vlm', max_context_length: 32_768 },
        { id: 'two', type: 'llm', max_context_length: 32_768, loaded_context_length: 4_096 },
      ],
    };
    const models = await listFrom('lm-studio', (path) => (path === '/v1/models' ? two : rich));
    expect(models).toEqual([
      { id: 'one', name: 'one', contextWindow: 32_768, acceptsImages: true },
      { id: 'two', name: 'two', contextWindow: 4_096 },
    ]);
  });

  it('share what llama.cpp says of itself', async () => {
    const props = { default_generation_settings: { n_ctx: 8_192 }, modalities: { vision: false } };
    const models = await listFrom('llama-cpp', (path) =>
      path === '/props' ? props : { data: [{ id: 'one' }] },
    );
    expect(models).toEqual([{ id: 'one', name: 'one', contextWindow: 8_192, acceptsImages: false }]);
  });

  it.each(['ollama', 'lm-studio', 'llama-cpp'] as const)(
    'are listed by %s though it says no more',
    async (preset) => {
      const models = await listFrom(preset, (path) => (path === '/v1/models' ? two : null));
      expect(models.map(({ id }) => id)).toEqual(['one', 'two']);
    },
  );
});
