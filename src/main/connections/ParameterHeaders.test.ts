import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, LaneId } from '../../shared/ids.ts';
import type { History } from '../history/History.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { SessionSecretStore } from '../secrets/SessionSecretStore.ts';
import { ParameterHeaders } from './ParameterHeaders.ts';

function connectionTo(baseUrl: string): Connection {
  const id = newId<ConnectionId>();
  return { id, name: 'Gateway', createdAt: 1, updatedAt: 1, provider: 'openai-compatible', baseUrl };
}

const gateway = connectionTo('https://gateway.example/v1');
const elsewhere = connectionTo('https://elsewhere.example/v1');
const conversation = { kind: 'conversation', id: newId<ConversationId>() } as const;
const lane = { kind: 'lane', id: newId<LaneId>() } as const;
const names = ['X-Key'];
const value = 'a-gateway-key';
const moved = { code: 'secret/origin-changed', details: { host: 'elsewhere.example', field: 'headers' } };

let history: History;
let store: SessionSecretStore;
let heard: string[];

function headers(): ParameterHeaders {
  return new ParameterHeaders({ store, history, onSecret: (secret) => heard.push(secret) });
}

beforeEach(async () => {
  history = openLocalHistory();
  store = new SessionSecretStore('no-service');
  heard = [];
  await history.saveConnection(gateway);
  await history.saveConnection(elsewhere);
  const { id } = conversation;
  await history.createConversation(
    {
      id,
      title: '',
      titleSource: 'auto',
      pinned: false,
      trashedAt: null,
      createdAt: 1,
      updatedAt: 1,
      deviceId: history.deviceId,
    },
    [{ id: lane.id, conversationId: id, position: 0, connectionId: gateway.id, modelId: 'm', headId: null }],
  );
});

describe('extra headers', () => {
  it.each([conversation, lane])('are told to where the lanes of a $kind led', async (owner) => {
    await headers().set(owner, { 'X-Key': value, 'X-Other': 'other' });
    expect(heard).toEqual([value, 'other']);
    await expect(headers().read(owner.id, { connection: gateway, names })).resolves.toEqual({
      'X-Key': value,
    });
  });

  it.each([conversation, lane])('of a $kind are told to nobody else', async (owner) => {
    await headers().set(owner, { 'X-Key': value });
    await expect(headers().read(owner.id, { connection: elsewhere, names })).rejects.toMatchObject(moved);
    // A header that is not asked for stands in nobody's way.
    await expect(headers().read(owner.id, { connection: elsewhere, names: ['X-New'] })).resolves.toEqual({});
  });

  it('are told to a new place once they were entered for it', async () => {
    await headers().set(lane, { 'X-Key': value });
    await history.updateLane(lane.id, { connectionId: elsewhere.id, modelId: 'm' });
    await expect(headers().read(lane.id, { connection: elsewhere, names })).rejects.toMatchObject(moved);
    await headers().set(lane, { 'X-Key': 'another-key' });
    await expect(headers().read(lane.id, { connection: elsewhere, names })).resolves.toEqual({
      'X-Key': 'another-key',
    });
    await expect(headers().read(lane.id, { connection: gateway, names })).rejects.toMatchObject({
      code: 'secret/origin-changed',
    });
  });

  it('follow a connection to another address no more than its key does', async () => {
    await headers().set(lane, { 'X-Key': value });
    const connection = { ...gateway, baseUrl: 'https://elsewhere.example/v1' };
    await expect(headers().read(lane.id, { connection, names })).rejects.toMatchObject(moved);
  });

  it('go when their owners go', async () => {
    await headers().set(lane, { 'X-Key': value });
    await headers().set(conversation, { 'X-Key': value });
    await headers().forget([conversation.id, lane.id]);
    for (const { id } of [conversation, lane]) await expect(store.get(`headers:${id}`)).resolves.toBeNull();
  });

  it('are none where they were deleted, or somebody else wrote the entry', async () => {
    await headers().set(lane, { 'X-Key': value });
    await headers().set(lane, null);
    await expect(headers().read(lane.id, { connection: gateway, names })).resolves.toEqual({});
    await store.set(`headers:${lane.id}`, '{"Host":{"value":"x","origins":["https://gateway.example"]}}');
    await expect(headers().read(lane.id, { connection: gateway, names: ['Host'] })).resolves.toEqual({});
  });
});
