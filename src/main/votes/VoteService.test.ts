import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId, ConversationId, MessageId, TurnId, VoteId } from '../../shared/ids.ts';
import { revealInvisible } from '../../shared/invisibleText.ts';
import type { Vote } from '../../shared/vote.ts';
import { writeTextFile } from '../files/writeTextFile.ts';
import { at, makeConversation, makeDoneReply, makeLane, makePrompt } from '../history/historyFixtures.ts';
import { openLocalHistory } from '../history/openLocalHistory.ts';
import { replyFigures } from './replyFigures.ts';
import { scoreboardCsv } from './scoreboardCsv.ts';
import { VoteService } from './VoteService.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-votes-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function vote(messageIds: readonly MessageId[], fields: Partial<Vote> = {}): Vote {
  return {
    id: newId<VoteId>(),
    conversationId: newId<ConversationId>(),
    turnId: newId<TurnId>(),
    replies: messageIds.map((messageId, index) => ({
      messageId,
      model: {
        connectionId: newId<ConnectionId>(),
        modelId: `model-${String(index)}`,
        provider: 'demo',
        modelName: `Model ${String(index)}`,
        connectionName: 'Demo',
      },
    })),
    verdict: { kind: 'both' },
    tag: '',
    createdAt: at(0),
    ...fields,
  };
}

/** The service on a real history, with a dialog that chooses a file in the test's folder, or is closed. */
function newService(closed = false) {
  const history = openLocalHistory();
  const votes = new VoteService({
    history,
    chooseFile: async (fileName) => (closed ? null : join(folder, fileName)),
    writeFile: writeTextFile,
  });
  return { history, votes };
}

const [first, second, third] = [newId<MessageId>(), newId<MessageId>(), newId<MessageId>()];

describe('votes', () => {
  it('takes the place of an earlier one on the same replies, in whatever order', async () => {
    const { votes } = newService();
    const other = vote([first, third]);
    const last = vote([second, first], { verdict: { kind: 'better', messageId: first } });
    // All at once, as from two windows.
    await Promise.all([votes.put(vote([first, second])), votes.put(other), votes.put(last)]);
    expect(await votes.list()).toEqual([other, last]);
  });

  it('can be changed under its id and withdrawn', async () => {
    const { votes } = newService();
    const cast = vote([first, second]);
    await votes.put(cast);
    await votes.put({ ...cast, tag: 'code' });
    expect(await votes.list()).toEqual([{ ...cast, tag: 'code' }]);
    await votes.delete(cast.id);
    expect(await votes.list()).toEqual([]);
  });

  it('refuses a vote that does not fit its replies, and goes on', async () => {
    const { votes } = newService();
    const stranger = vote([first, second], { verdict: { kind: 'better', messageId: third } });
    await expect(votes.put(stranger)).rejects.toMatchObject({ code: 'ipc/invalid-input' });
    await expect(votes.put(vote([first, first]))).rejects.toMatchObject({ code: 'ipc/invalid-input' });
    await votes.put(vote([first, second]));
    expect(await votes.list()).toHaveLength(1);
  });
});

describe('the file', () => {
  it('is written where the dialog says, or nowhere', async () => {
    const { votes } = newService();
    await votes.put(vote([first, second], { verdict: { kind: 'better', messageId: first } }));
    expect(await votes.export(null)).toEqual({ fileName: 'scoreboard.csv' });
    const lines = (await readFile(join(folder, 'scoreboard.csv'), 'utf8')).split('\r\n');
    expect(lines).toEqual([
      '"model","model id","provider","tag","votes","chosen","not chosen","both good","neither good","share chosen","95 % from","95 % to"',
      '"Model 0","model-0","demo","",1,1,0,0,0,1.0000,0.2065,1.0000',
      '"Model 1","model-1","demo","",1,0,1,0,0,0.0000,0.0000,0.7935',
      '',
    ]);
    expect(await newService(true).votes.export(null)).toBeNull();
  });

  /** Reads CSV as RFC 4180 says, in rows of cells. */
  function readCsv(csv: string): string[][] {
    const rows: string[][] = [[]];
    for (const [, quoted, bare, mark] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
      if (mark === '\r\n') rows.push([]);
    }
    return rows;
  }

  propertyTest.prop([
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', '@SUM(A1)', '\t=cmd', '"; =1', '-2', ' +3', '＝1', '\u0000=1', '\u001B[2J'),
    ),
  ])('keeps a name whole, and lets no spreadsheet take it for a formula', (modelName) => {
    const cast = vote([first, second]);
    const named = {
      ...cast,
      replies: cast.replies.map((reply) => ({ ...reply, model: { ...reply.model, modelName } })),
    };
    const [, [name = ''] = []] = readCsv(scoreboardCsv([named], null));
    const visible = revealInvisible(modelName);
    expect([visible, `'${visible}`]).toContain(name);
    expect(name).not.toMatch(/^[\s\p{Cc}]*[=+\-@＝＋－＠]|\u001B/u);
  });
});

describe('figures', () => {
  it('tell of every reply without its text', async () => {
    const { history } = newService();
    const conversation = makeConversation();
    const lane = makeLane(conversation.id);
    const prompt = makePrompt(conversation.id, null, 'Hello');
    const reply = makeDoneReply(lane, prompt.id, 'Hello yourself.');
    await history.createConversation(conversation, [lane]);
    await history.beginTurn({
      conversationId: conversation.id,
      prompts: [prompt],
      replies: [reply],
      heads: [{ laneId: lane.id, headId: reply.id }],
    });
    const [figures, ...others] = await replyFigures(history, conversation.id);
    expect(others).toEqual([]);
    expect(figures).toMatchObject({ id: reply.id, laneId: lane.id, characters: 15 });
    expect(JSON.stringify(figures)).not.toContain('yourself');
  });
});
