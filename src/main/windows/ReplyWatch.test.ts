import { describe, expect, it } from 'vitest';
import type { Conversation, MessageStatus } from '../../shared/conversation.ts';
import { makeConversation, makeLane, makePrompt, makeReply } from '../history/historyFixtures.ts';
import { ReplyWatch } from './ReplyWatch.ts';
import type { EndedTurn } from './ReplyWatch.ts';

function watch({
  wanted = true,
  seen = false,
  ...fields
}: Partial<Conversation> & { wanted?: boolean; seen?: boolean } = {}) {
  const conversation = makeConversation({ title: 'Trip plan', ...fields });
  const told: EndedTurn[] = [];
  const replies = new ReplyWatch({
    isWanted: () => wanted,
    isSeen: () => seen,
    tell: (turn) => told.push(turn),
  });
  const stand = (streaming: boolean): void => {
    replies.hear('conversation.changed', { summary: { conversation, laneCount: 1, streaming } });
  };
  const end = (modelName: string, status: MessageStatus = 'done'): void => {
    const lane = makeLane(conversation.id);
    const prompt = makePrompt(conversation.id, null, 'hello');
    const reply = makeReply(lane, prompt.id);
    const message = { ...reply, status, model: { ...reply.model, modelName } };
    replies.hear('message.changed', { message });
  };
  return { conversation, told, replies, stand, end };
}

describe('ReplyWatch', () => {
  it('tells once of a whole turn, with the title and the models', () => {
    const { conversation, told, stand, end } = watch();
    stand(true);
    end('Alpha');
    stand(true);
    expect(told).toEqual([]);
    end('Beta');
    stand(false);
    stand(false);
    expect(told).toEqual([
      { conversationId: conversation.id, title: 'Trip plan', models: ['Alpha', 'Beta'], outcome: 'answered' },
    ]);
  });

  it('keeps quiet unless it is wanted, and about what is looked at', () => {
    for (const options of [{ wanted: false }, { seen: true }]) {
      const { told, stand, end } = watch(options);
      stand(true);
      end('Alpha');
      stand(false);
      expect(told).toEqual([]);
    }
  });

  it('keeps quiet about what a person stopped, changed or threw away', () => {
    const { conversation, told, replies, stand, end } = watch();
    stand(true);
    end('Alpha', 'cancelled');
    stand(false);
    end('Alpha');
    stand(false);
    stand(true);
    end('Alpha');
    replies.hear('conversation.removed', { id: conversation.id });
    stand(false);
    expect(told).toEqual([]);
  });

  it('says so when nobody could answer, and names who could when others could not', () => {
    const { told, stand, end } = watch();
    stand(true);
    end('Alpha', 'error');
    stand(false);
    stand(true);
    end('Alpha', 'error');
    end('Beta');
    stand(false);
    expect(told).toMatchObject([
      { outcome: 'failed', models: ['Alpha'] },
      { outcome: 'answered', models: ['Beta'] },
    ]);
  });

  it('shows names from servers as plain, short and visible text', () => {
    const { told, stand, end } = watch({ title: 'Trip \u202Eplan & <b>more</b>' });
    stand(true);
    end('<img src="http://tracker.example/"> large');
    end('x'.repeat(500));
    end('\u202E');
    stand(false);
    expect(told).toMatchObject([
      {
        title: 'Trip plan b more /b',
        models: ['img src="http://tracker.example/" large', `${'x'.repeat(79)}…`],
      },
    ]);
  });

  it('names neither a temporary chat nor models that are compared blindly', () => {
    const secret = watch({ temporary: true });
    secret.stand(true);
    secret.end('Alpha');
    secret.stand(false);
    expect(secret.told).toMatchObject([{ title: null, models: ['Alpha'] }]);
    const blind = watch({ view: { layout: 'columns', scrolling: 'free', blind: { order: [] } } });
    blind.stand(true);
    blind.end('Alpha');
    blind.stand(false);
    expect(blind.told).toMatchObject([{ title: 'Trip plan', models: [] }]);
  });
});
