/** Random work on a conversation, checked against what must always hold of a tree and its lanes. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Lane, Message } from '../../shared/conversation.ts';
import type { MessageId } from '../../shared/ids.ts';
import { editedReply } from '../../shared/derivedReply.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from './historyFixtures.ts';

const kinds = [
  'send',
  'edit',
  'edit-reply',
  'retry',
  'add-lane',
  'remove-lane',
  'select',
  'trash',
  'restore',
  'purge',
  'undo',
] as const;

type Step = {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
};

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  // Conversations grow more often than they shrink.
  kind: fc.constantFrom('send', 'send', 'send', ...kinds),
  pick: fc.nat(1000),
});

function pickFrom<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

/** Ids made in the same millisecond sort by the order in which they were made. */
function order(a: Message, b: Message): number {
  return a.id < b.id ? -1 : 1;
}

/** Plays the steps as the chat does. */
class Session {
  readonly database = HistoryDatabase.open({ kind: 'memory' });
  readonly conversation = makeConversation();
  readonly messages = new Map<MessageId, Message>();
  readonly #trashed = new Map<MessageId, readonly Message[]>();
  #clock = 0;

  constructor() {
    this.database.createConversation(this.conversation, [makeLane(this.conversation.id)]);
  }

  lanes(): readonly Lane[] {
    return this.database.listLanes(this.conversation.id);
  }

  play({ kind, pick }: Step): void {
    const lane = pickFrom(this.lanes(), pick);
    if (lane === undefined) throw new Error('A conversation has no lane.');
    const onPath = pickFrom(this.#path(lane), pick);
    const anywhere = pickFrom([...this.messages.values()], pick);
    if (kind === 'send') this.#turn(lane, lane.headId);
    if (kind === 'edit' && onPath?.role === 'user') this.#turn(lane, onPath.parentId);
    if (kind === 'retry' && onPath?.role === 'assistant') this.#retry(lane, onPath);
    if (kind === 'select' && anywhere !== undefined) this.database.selectBranch(lane.id, anywhere.id, 10);
    if (kind === 'edit-reply' && onPath?.role === 'assistant') this.#editReply(lane, onPath);
    if (kind === 'trash' && anywhere !== undefined) this.#trash(anywhere.id);
    if (kind === 'undo' && anywhere !== undefined) this.#throwAwayAndUndo(anywhere.id);
    if (kind === 'restore') this.#restore(pick);
    if (kind === 'purge') this.#purge(pick);
    if (kind === 'add-lane') this.#addLane(lane.headId);
    if (kind === 'remove-lane') this.#removeLane(lane);
  }

  #editReply({ id }: Lane, reply: Message & { readonly role: 'assistant' }): void {
    const time = this.#tick();
    const edited = editedReply(reply, `edit ${time}`, { now: time, deviceId: this.conversation.deviceId });
    const heads = [{ laneId: id, headId: edited.id }];
    this.database.beginTurn({ conversationId: this.conversation.id, prompts: [], replies: [edited], heads });
    this.messages.set(edited.id, edited);
  }

  /** Everything at and below a message. */
  #below(root: MessageId): readonly Message[] {
    const found = new Set([root]);
    // Parents stand before their children.
    for (const { id, parentId } of this.messages.values()) {
      if (parentId !== null && found.has(parentId)) found.add(id);
    }
    return [...this.messages.values()].filter(({ id }) => found.has(id));
  }

  #trash(root: MessageId): void {
    const gone = this.#below(root);
    const branch = this.database.trashBranch(root, this.#tick());
    expect(branch).toMatchObject({ rootId: root, messages: gone.length });
    this.#trashed.set(root, gone);
    for (const { id } of gone) this.messages.delete(id);
  }

  #restore(pick: number): void {
    const chosen = pickFrom(this.database.listTrashedBranches(), pick);
    if (chosen === undefined) return;
    this.database.restoreBranch(chosen.rootId);
    const left = new Set(this.database.listTrashedBranches().map(({ rootId }) => rootId));
    expect(left.has(chosen.rootId)).toBe(false);
    for (const [root, gone] of this.#trashed) {
      if (left.has(root)) continue;
      for (const message of gone) this.messages.set(message.id, message);
      this.#trashed.delete(root);
    }
    this.#sortMessages();
  }

  #purge(pick: number): void {
    const chosen = pickFrom(this.database.listTrashedBranches(), pick);
    if (chosen === undefined) return;
    this.database.purgeBranch(chosen.rootId);
    const left = new Set(this.database.listTrashedBranches().map(({ rootId }) => rootId));
    for (const root of this.#trashed.keys()) if (!left.has(root)) this.#trashed.delete(root);
  }

  /** Undoing at once gives back exactly what was there. */
  #throwAwayAndUndo(root: MessageId): void {
    const state = () => [
      this.database.readArchive(this.conversation.id),
      this.database.listTrashedBranches(),
    ];
    const before = state();
    this.database.trashBranch(root, this.#tick());
    this.database.restoreBranch(root);
    expect(state()).toEqual(before);
  }

  /** A restored parent stands before its children again. */
  #sortMessages(): void {
    const sorted = [...this.messages.values()].toSorted((a, b) => a.createdAt - b.createdAt || order(a, b));
    this.messages.clear();
    for (const message of sorted) this.messages.set(message.id, message);
  }

  #addLane(headId: MessageId | null): void {
    const position = this.lanes().length;
    if (position < 4) this.database.addLane(makeLane(this.conversation.id, { position, headId }));
  }

  #removeLane({ id }: Lane): void {
    if (this.lanes().length > 1) this.database.removeLane(id);
  }

  #retry(lane: Lane, { parentId }: Message): void {
    if (parentId !== null) this.#reply(lane, parentId);
  }

  #path(lane: Lane): readonly Message[] {
    return lane.headId === null ? [] : this.database.readPath(lane.headId);
  }

  #turn(lane: Lane, parentId: MessageId | null): void {
    const time = this.#tick();
    const prompt = makePrompt(this.conversation.id, parentId, `ask ${time}`, { createdAt: time });
    this.messages.set(prompt.id, prompt);
    this.#reply(lane, prompt.id, prompt);
  }

  #reply(lane: Lane, parentId: MessageId, prompt?: Message & { readonly role: 'user' }): void {
    const time = this.#tick();
    const reply = makeReply(lane, parentId, { createdAt: time });
    this.database.beginTurn({
      conversationId: this.conversation.id,
      prompts: prompt === undefined ? [] : [prompt],
      replies: [reply],
      heads: [{ laneId: lane.id, headId: reply.id }],
    });
    const done = {
      ...makeDoneReply(lane, parentId, `tell ${time}`),
      id: reply.id,
      turnId: reply.turnId,
      createdAt: time,
    };
    this.database.finishReply(done);
    this.messages.set(done.id, done);
  }

  /** Several things happen in the same millisecond. */
  #tick(): number {
    this.#clock += 1;
    return at(Math.floor(this.#clock / 3));
  }
}

function checkInvariants(session: Session): void {
  const { database, conversation, messages } = session;
  const archive = database.readArchive(conversation.id);
  expect(new Map(archive.messages.map((message) => [message.id, message]))).toEqual(messages);
  for (const message of archive.messages) {
    if (message.parentId !== null) expect(messages.has(message.parentId)).toBe(true);
  }
  for (const lane of session.lanes()) {
    const { entries, hasMore } = database.readLane(lane.id, 1000);
    const path = entries.map((entry) => entry.message);
    expect(hasMore).toBe(false);
    expect(path.at(-1)?.id ?? null).toBe(lane.headId);
    expect(path).toEqual(lane.headId === null ? [] : database.readPath(lane.headId));
    // One root, and each message hangs on the one before it.
    expect(path.map((message) => message.parentId)).toEqual(
      [null, ...path.map(({ id }) => id)].slice(0, path.length),
    );
    expect(entries.every(({ message }) => messages.has(message.id))).toBe(true);
    for (const { message, siblingIds } of entries) {
      const siblings = archive.messages.filter(
        (other) =>
          other.parentId === message.parentId &&
          other.role === message.role &&
          (other.role === 'user' || message.role === 'user' || other.laneId === message.laneId),
      );
      expect(new Set(siblingIds)).toEqual(new Set(siblings.map(({ id }) => id)));
      const times = siblingIds.map((id) => messages.get(id)?.createdAt ?? Number.NaN);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  }
}

describe('the tree of messages', () => {
  test.prop([fc.array(stepArbitrary, { minLength: 1, maxLength: 40 })], { numRuns: 60 })(
    'holds together whatever is done to it',
    (steps) => {
      const session = new Session();
      for (const step of steps) session.play(step);
      checkInvariants(session);
      session.database.close();
    },
  );

  test.prop([fc.array(stepArbitrary, { minLength: 1, maxLength: 40 })], { numRuns: 40 })(
    'is drawn as segments that hold every message once, from fork to fork',
    (steps) => {
      const session = new Session();
      for (const step of steps) session.play(step);
      const { segments, left } = session.database.readTree(session.conversation.id);
      expect(left).toBe(0);
      expect(segments.reduce((sum, { messages }) => sum + messages, 0)).toBe(session.messages.size);
      const parents = [...session.messages.values()].map(({ parentId }) => parentId);
      const ends = new Set(segments.map(({ lastId }) => lastId));
      for (const { firstId, lastId, parentId, messages } of segments) {
        expect(session.messages.get(firstId)?.parentId).toBe(parentId);
        expect(parentId === null || ends.has(parentId)).toBe(true);
        // It ends where nothing or more than one message follows.
        expect(parents.filter((id) => id === lastId).length).not.toBe(1);
        const path = session.database.readPath(lastId).slice(-messages);
        expect(path[0]?.id).toBe(firstId);
      }
      const heads = session.lanes().flatMap(({ id, headId }) => (headId === null ? [] : [id]));
      expect(new Set(segments.flatMap(({ laneIds }) => laneIds))).toEqual(new Set(heads));
      session.database.close();
    },
  );

  it('pages up a path in pieces of any size', () => {
    const session = new Session();
    for (let count = 0; count < 12; count += 1) session.play({ kind: 'send', pick: 0 });
    const [lane] = session.lanes();
    if (lane === undefined || lane.headId === null) throw new Error('The lane is empty.');
    const whole = session.database.readPath(lane.headId).map((message) => message.id);
    for (const limit of [1, 2, 5, 24, 100]) {
      const seen: MessageId[] = [];
      for (let page = session.database.readLane(lane.id, limit); ;) {
        seen.unshift(...page.entries.map((entry) => entry.message.id));
        const top = page.entries[0]?.message.id;
        if (!page.hasMore || top === undefined) break;
        page = session.database.readLane(lane.id, limit, top);
      }
      expect(seen).toEqual(whole);
    }
    session.database.close();
  });

  it('takes a path of 100,000 messages', () => {
    const database = HistoryDatabase.open({ kind: 'memory' });
    const conversation = makeConversation();
    const lane = makeLane(conversation.id);
    database.createConversation(conversation, [lane]);
    const prompts: Message[] = [];
    let parentId: MessageId | null = null;
    for (let count = 0; count < 100_000; count += 1) {
      const prompt = makePrompt(conversation.id, parentId, 'deep', { createdAt: at(count) });
      prompts.push(prompt);
      parentId = prompt.id;
    }
    if (parentId === null) throw new Error('The path is empty.');
    database.beginTurn({
      conversationId: conversation.id,
      prompts: prompts.filter((message) => message.role === 'user'),
      replies: [],
      heads: [{ laneId: lane.id, headId: parentId }],
    });
    expect(database.readPath(parentId)).toHaveLength(100_000);
    const page = database.readLane(lane.id, 50);
    expect(page.entries.map((entry) => entry.message)).toEqual(prompts.slice(-50));
    expect(page.hasMore).toBe(true);
    const root = prompts[0]?.id;
    if (root === undefined) throw new Error('The path is empty.');
    expect(database.selectBranch(lane.id, root, 1).lane.headId).toBe(parentId);
    expect(database.readTree(conversation.id).segments).toMatchObject([
      { firstId: root, lastId: parentId, messages: 100_000, excerpt: 'deep' },
    ]);
    const middle = prompts[50_000]?.id ?? root;
    expect(database.trashBranch(middle, at(1))).toMatchObject({ messages: 50_000 });
    expect(database.getLane(lane.id).headId).toBe(prompts[49_999]?.id);
    database.restoreBranch(middle);
    expect(database.getLane(lane.id).headId).toBe(parentId);
    database.updateConversation(conversation.id, { trashedAt: at(0) }, at(0));
    database.purgeConversation(conversation.id);
    expect(database.search({ query: 'deep', before: null, limit: 5 })).toEqual([]);
    database.close();
  }, 120_000);
});
