/** Random work on a conversation, checked against what must always hold of a tree and its lanes. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Lane, Message } from '../../shared/conversation.ts';
import type { MessageId } from '../../shared/ids.ts';
import { HistoryDatabase } from './HistoryDatabase.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt, makeReply } from './historyFixtures.ts';

type Step = {
  readonly kind: 'send' | 'edit' | 'retry' | 'add-lane' | 'remove-lane' | 'select';
  readonly pick: number;
};

const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('send', 'send', 'send', 'edit', 'retry', 'add-lane', 'remove-lane', 'select'),
  pick: fc.nat(1000),
});

function pickFrom<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}

/** Plays the steps as the chat does. */
class Session {
  readonly database = HistoryDatabase.open({ kind: 'memory' });
  readonly conversation = makeConversation();
  readonly messages = new Map<MessageId, Message>();
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
    if (kind === 'add-lane') this.#addLane(lane.headId);
    if (kind === 'remove-lane') this.#removeLane(lane);
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
    database.updateConversation(conversation.id, { trashedAt: at(0) }, at(0));
    database.purgeConversation(conversation.id);
    expect(database.search({ query: 'deep', before: null, limit: 5 })).toEqual([]);
    database.close();
  }, 120_000);
});
