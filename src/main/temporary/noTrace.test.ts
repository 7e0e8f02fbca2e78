/**
 * The proof that a temporary conversation leaves no trace: while it streams, is stopped, and after it is gone, the files of the
 * history are the same to the byte, and nothing that was said or named in it stands in any of its rows or in the log.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AttachmentRef } from '../../shared/attachment.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, LaneId, QueuedPromptId, TabId, TurnId, VoteId } from '../../shared/ids.ts';
import type { Tab } from '../../shared/settings.ts';
import { ChatFixture } from '../chat/testing/ChatFixture.ts';
import { TemporaryFixture } from './testing/TemporaryFixture.ts';

const words = {
  prompt: 'prompt-of-an-otter',
  reply: 'reply-of-a-heron',
  title: 'title-of-a-walrus',
  fileName: 'file-of-a-badger.png',
  bytes: 'bytes-of-a-marten',
  draft: 'draft-of-a-lynx',
  waiting: 'waiting-like-a-stork',
  wire: 'wire-of-a-plover',
  tag: 'tag-of-a-mole',
};
const file: AttachmentRef = {
  hash: 'ab'.repeat(32),
  name: words.fileName,
  mediaType: 'image/png',
  kind: 'image',
  size: words.bytes.length,
};

let world: TemporaryFixture;
let fixture: ChatFixture;
let tabs: readonly Tab[];
const id = newId<ConversationId>();
const laneId = newId<LaneId>();
const tabId = newId<TabId>();

/** Which words, ids and names of the temporary conversation are on the disk or in the log. */
function traces(): readonly string[] {
  const found = `${world.onDisk()}\n${fixture.logged.join('\n')}`;
  return [...Object.values(words), id, laneId, tabId, file.hash].filter((word) => found.includes(word));
}

beforeEach(async () => {
  world = new TemporaryFixture();
  // An ordinary life goes on beside it.
  fixture = await ChatFixture.open(['m1'], { history: world.history });
  fixture.provider.isDeaf = false;
  await fixture.sendOne('an ordinary prompt');
  fixture.provider.last.text('an ordinary reply');
  fixture.provider.last.finish();
  await fixture.settle();
  const common = { position: 0, pinned: false, draft: '', updatedAt: 1 };
  tabs = [{ ...common, id: newId<TabId>(), conversationId: fixture.conversationId, active: false }];
  await world.history.saveTabs(tabs);
  world.onEnding = (ending) => fixture.runs.stopConversation(ending);
});

afterEach(() => world.close());

async function openTemporary(): Promise<void> {
  const { history } = world;
  const { conversation } = await history.getConversation(fixture.conversationId);
  await history.createConversation({ ...conversation, id, title: '', titleSource: 'auto', temporary: true }, [
    {
      id: laneId,
      conversationId: id,
      position: 0,
      connectionId: fixture.connection.id,
      modelId: 'm1',
      headId: null,
    },
  ]);
  const tab = {
    id: tabId,
    conversationId: id,
    position: 1,
    pinned: false,
    active: true,
    draft: '',
    updatedAt: 1,
  };
  await history.saveTabs([...tabs, tab]);
  await history.holdAttachment({
    hash: file.hash,
    mediaType: file.mediaType,
    data: new TextEncoder().encode(words.bytes),
  });
  await history.saveDraft(tabId, words.draft, [file]);
}

/** Sends a prompt with a file; its reply streams, and its journal is written. */
async function send(): Promise<void> {
  await fixture.chat.send({
    conversationId: id,
    turnId: newId<TurnId>(),
    laneIds: [laneId],
    text: `${words.title} ${words.prompt}`,
    attachments: [file],
  });
  await fixture.begin();
  fixture.provider.last.text(words.reply);
  await fixture.settle();
  fixture.clock.advance(5000);
  await fixture.settle();
}

async function everythingElse(): Promise<void> {
  const { history } = world;
  const [reply] = await history.listReplies(id, 1);
  if (reply === undefined) throw new Error('There is a reply.');
  await history.updateConversation(id, { title: words.title, titleSource: 'user' }, 2);
  const queued = {
    id: newId<QueuedPromptId>(),
    laneIds: [laneId],
    text: words.waiting,
    attachments: [file],
    createdAt: 1,
  };
  await history.saveQueue(id, [queued]);
  await history.saveInspection(reply.id, {
    requests: [
      {
        method: 'POST',
        url: 'http://127.0.0.1:1/v1',
        headers: {},
        body: words.wire,
        startedMs: 0,
        hops: [],
        response: null,
        failure: null,
      },
    ],
    firstDeltaMs: 1,
    endedMs: 2,
  });
  await history.putVote({
    id: newId<VoteId>(),
    conversationId: id,
    turnId: reply.turnId,
    replies: [reply, reply].map((message) => ({ messageId: message.id, model: message.model })),
    verdict: { kind: 'both' },
    tag: words.tag,
    createdAt: 1,
  });
}

test('nothing of it is written while it streams, when it is stopped, and after it is gone', async () => {
  const before = { files: world.fingerprint(), rows: world.rowCounts() };
  const now = (): typeof before => ({ files: world.fingerprint(), rows: world.rowCounts() });
  await openTemporary();
  expect(now()).toEqual(before);

  await send();
  expect(fixture.journal.length).toBeGreaterThan(0);
  expect(fixture.provider.last.request.messages.at(-1)?.attachments?.[0]?.name).toBe(words.fileName);
  expect(now()).toEqual(before);
  await everythingElse();
  expect(now()).toEqual(before);

  const [streaming] = await world.history.listReplies(id, 1);
  if (streaming !== undefined) await fixture.runs.stop(streaming.id);
  expect((await world.history.listReplies(id, 1))[0]?.status).toBe('cancelled');
  expect(now()).toEqual(before);

  await send();
  await world.history.saveTabs(tabs);
  await expect.poll(() => world.gone).toEqual([id]);
  await fixture.settle();
  expect(now()).toEqual(before);
  expect(traces()).toEqual([]);

  await world.restart();
  expect(traces()).toEqual([]);
  await expect(world.history.getConversation(id)).rejects.toMatchObject({ code: 'history/not-found' });
});

test('nothing of it is written when the app ends in the middle of it', async () => {
  await openTemporary();
  await send();
  await everythingElse();
  await fixture.runs.close();
  await world.restart();
  expect(traces()).toEqual([]);
});

test('everything of it is there once it was kept, and after a start', async () => {
  await openTemporary();
  await send();
  await everythingElse();
  await expect(world.history.keep(id)).rejects.toMatchObject({ code: 'chat/temporary-busy' });
  expect(traces()).toEqual([]);

  fixture.provider.last.finish();
  await fixture.settle();
  const inMemory = await world.history.readArchive(id);
  expect(inMemory.conversation.temporary).toBe(true);
  await world.history.keep(id);
  // What the other tests look for is found once it is there.
  expect(traces()).toEqual([...Object.values(words), id, laneId, tabId, file.hash]);
  const { temporary: _temporary, ...conversation } = inMemory.conversation;
  for (const start of [() => Promise.resolve(), () => world.restart()]) {
    await start();
    const { history } = world;
    const kept = await history.readArchive(id);
    expect(kept).toEqual({ ...inMemory, conversation: { ...conversation, deviceId: history.deviceId } });
    expect(new TextDecoder().decode((await history.readAttachment(file.hash)).data)).toBe(words.bytes);
    expect(await history.readQueue(id)).toMatchObject([{ text: words.waiting }]);
    expect(await history.listVotes()).toMatchObject([{ tag: words.tag }]);
    const [reply] = await history.listReplies(id, 1);
    expect(await history.readInspection(reply?.id ?? newId())).toMatchObject({
      requests: [{ body: words.wire }],
    });
    expect(await history.listTabs()).toMatchObject([
      {},
      { id: tabId, draft: words.draft, attachments: [file] },
    ]);
    expect(await history.search({ query: words.prompt, before: null, limit: 5 })).toHaveLength(1);
  }
});
