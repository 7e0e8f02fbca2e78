/** A conversation of 100,000 messages whose lane is 20,000 deep can be used like any other. */
import { describe, expect, it } from 'vitest';
import type { AssistantMessage, Lane, UserMessage } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { MessageId, TurnId } from '../../shared/ids.ts';
import { at, makeDoneReply, makePrompt } from '../history/historyFixtures.ts';
import { ChatFixture } from './testing/ChatFixture.ts';

/** A chain of exchanges below a message, and its last message. */
function chain(lane: Lane, below: MessageId | null, exchanges: number) {
  const prompts: UserMessage[] = [];
  const replies: AssistantMessage[] = [];
  let parentId = below;
  for (let count = 0; count < exchanges; count += 1) {
    const createdAt = at(count);
    const prompt = makePrompt(lane.conversationId, parentId, `ask ${count}`, { createdAt });
    const reply = makeDoneReply(lane, prompt.id, `tell ${count}`, { createdAt });
    prompts.push(prompt);
    replies.push(reply);
    parentId = reply.id;
  }
  return { prompts, replies, last: parentId };
}

describe('a conversation of 100,000 messages', () => {
  it('is opened at its end, sent to, edited in its middle and thrown away in part', async () => {
    const fixture = await ChatFixture.open();
    const { history, conversationId } = fixture;
    const [lane] = await fixture.lanes();
    if (lane === undefined) throw new Error('There is a lane.');
    const trunk = chain(lane, null, 10_000);
    const fork = trunk.replies[5_000]?.id ?? null;
    const branches = Array.from({ length: 8 }, () => chain(lane, fork, 5_000));
    const all = [trunk, ...branches];
    const heads = [{ laneId: lane.id, headId: trunk.last ?? newId<MessageId>() }];
    await history.beginTurn({
      conversationId,
      prompts: all.flatMap(({ prompts }) => prompts),
      replies: all.flatMap(({ replies }) => replies),
      heads,
    });

    const { page } = await fixture.chat.retry({
      laneId: lane.id,
      messageId: heads[0]?.headId ?? newId(),
      choice: null,
    });
    expect(page.hasMore).toBe(true);
    await fixture.begin();
    expect(fixture.provider.last.request.messages).toHaveLength(19_999);
    fixture.provider.last.finish();
    await fixture.settle();

    const { segments } = await history.readTree(conversationId);
    // The trunk to its fork, nine branches below it, and the reply that was asked for again beside the last one.
    expect(segments).toHaveLength(12);
    expect(segments.reduce((sum, { messages }) => sum + messages, 0)).toBe(100_001);

    const middle = trunk.prompts[7_000]?.id ?? newId<MessageId>();
    const edit = { laneId: lane.id, messageId: middle, turnId: newId<TurnId>(), text: 'Something else' };
    await fixture.chat.editPrompt(edit);
    await fixture.begin();
    expect(fixture.provider.last.request.messages).toHaveLength(14_001);
    fixture.provider.last.finish();
    await fixture.settle();

    const { messages } = await history.trashBranch(fork ?? newId(), at(1));
    expect(messages).toBe(100_001 + 2 - 10_001);
    await history.restoreBranch(fork ?? newId());
    expect(
      (await history.readTree(conversationId)).segments.reduce((sum, one) => sum + one.messages, 0),
    ).toBe(100_003);
  }, 180_000);
});
