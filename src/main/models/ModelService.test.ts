import { describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { StreamEvent } from '../../shared/stream.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import type { ChatProvider, ChatRequest } from '../providers/ChatProvider.ts';
import { MemoryModelNotes } from './MemoryModelNotes.ts';
import type { NotedModel } from './MemoryModelNotes.ts';
import { ModelService } from './ModelService.ts';

const connection: Connection = {
  id: newId<ConnectionId>(),
  name: 'Local',
  provider: 'openai-compatible',
  baseUrl: 'http://127.0.0.1:1/v1',
  createdAt: 1,
  updatedAt: 1,
};

function serviceOver(provider: ChatProvider, clock = new ManualClock()): ModelService {
  return new ModelService({
    notes: new MemoryModelNotes(),
    connectionOf: async () => connection,
    secretFor: async () => null,
    providerFor: () => provider,
    clock,
  });
}

function speaking(events: () => AsyncGenerator<StreamEvent>): ChatProvider & { requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  return {
    requests,
    listModels: async () => [],
    async *stream(request) {
      requests.push(request);
      yield* events();
    },
  };
}

describe('a probe', () => {
  it('asks for a few tokens and is content with the first', async () => {
    let ended = false;
    const provider = speaking(async function* () {
      try {
        yield { type: 'start', model: 'm' };
        yield { type: 'text', block: 0, delta: 'OK' };
        throw new Error('nobody asked for more');
      } finally {
        ended = true;
      }
    });
    expect(await serviceOver(provider).probe(connection.id, 'm')).toEqual({
      ok: true,
      verdict: { kind: 'works', route: null },
    });
    expect(provider.requests).toMatchObject([{ modelId: 'm', parameters: { maxOutput: 16 } }]);
    expect(ended).toBe(true);
  });

  it('leaves the finding to a wire that knows more', async () => {
    const verdict = { kind: 'wrong-region', regions: ['us-west-2'] } as const;
    const provider: ChatProvider = {
      ...speaking(async function* () {
        yield { type: 'stop', reason: 'end' };
      }),
      probe: async () => ({ ...verdict, regions: [...verdict.regions] }),
    };
    expect(await serviceOver(provider).probe(connection.id, 'm')).toEqual({ ok: true, verdict });
  });

  it('answers with the failure, also when it takes too long', async () => {
    const refused = new AppError('provider/key-refused', 'test');
    const refusing = speaking(async function* () {
      yield { type: 'start', model: 'm' };
      throw refused;
    });
    expect(await serviceOver(refusing).probe(connection.id, 'm')).toEqual({
      ok: false,
      error: refused.toInfo(),
    });
    const clock = new ManualClock();
    const slow: ChatProvider = {
      ...speaking(async function* () {
        yield { type: 'stop', reason: 'end' };
      }),
      probe: (_modelId, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({ kind: 'not-enabled' });
          });
          clock.advance(60_000);
        }),
    };
    expect(await serviceOver(slow, clock).probe(connection.id, 'm')).toMatchObject({
      ok: false,
      error: { code: 'network/timeout' },
    });
  });
});

describe('notes of models', () => {
  it('join what is learned, keep what is set, and tell every change', () => {
    const told: NotedModel[] = [];
    const notes = new MemoryModelNotes([], (model) => told.push(model));
    const { id } = connection;
    const route = { api: 'converse', endpoint: 'runtime' } as const;
    notes.learn(id, 'm', { refusedParameters: ['temperature'], routes: { 'us-east-1': route } });
    notes.setOverride(id, 'm', { contextWindow: 10 });
    notes.learn(id, 'm', { refusedParameters: ['top_p', 'temperature'], tokenRatio: 1.2 });
    expect(notes.learned(id, 'm')).toEqual({
      refusedParameters: ['temperature', 'top_p'],
      routes: { 'us-east-1': route },
      tokenRatio: 1.2,
    });
    expect(notes.override(id, 'm')).toEqual({ contextWindow: 10 });
    expect(told).toHaveLength(3);
    expect(new MemoryModelNotes(told.slice(-1)).learned(id, 'm')).toEqual(notes.learned(id, 'm'));
    notes.setOverride(id, 'm', null);
    expect(notes.override(id, 'm')).toBeNull();
    expect(notes.learned(id, 'other')).toEqual({});
  });
});
