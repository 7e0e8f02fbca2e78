import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { MessageId } from '../../shared/ids.ts';
import { anyArchive, newArchive } from './testing/archives.ts';
import { fromJson, toJson } from './transcriptJson.ts';

const all = { laneId: null, includeReasoning: true };

describe('a transcript in JSON', () => {
  it('reads back as it was written, and shows nothing invisible', () => {
    fc.assert(
      fc.property(anyArchive, (archive) => {
        // A title in the database has at most 500 characters.
        const title = archive.conversation.title.slice(0, 500).replace(/\p{Cs}/gu, '');
        const whole = { ...archive, conversation: { ...archive.conversation, title } };
        const text = toJson(whole, all);
        expect(fromJson(text)).toEqual(whole);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u);
      }),
    );
  });

  it('holds one lane’s path alone, or the whole tree with its abandoned branches', () => {
    const archive = newArchive({
      lanes: [
        [
          { prompt: 'a', reply: 'b' },
          { prompt: 'c', reply: 'd' },
        ],
        [{ prompt: 'e', reply: 'f' }],
      ],
    });
    const [first, second] = archive.lanes;
    const branched = {
      ...archive,
      lanes: archive.lanes.map((lane) =>
        lane === first ? { ...lane, headId: archive.messages[1]?.id ?? null } : lane,
      ),
    };
    expect(fromJson(toJson(branched, all))?.messages).toHaveLength(6);
    const path = fromJson(toJson(branched, { ...all, laneId: first?.id ?? null }));
    expect(path?.messages.map(({ id }) => id)).toEqual(archive.messages.slice(0, 2).map(({ id }) => id));
    expect(path?.lanes.map(({ id }) => id)).toEqual([first?.id]);
    expect(fromJson(toJson(branched, { ...all, laneId: second?.id ?? null }))?.messages).toHaveLength(2);
  });

  it('leaves reasoning out unless it is asked for', () => {
    const archive = newArchive({ lanes: [[{ prompt: 'p', reply: 'r', reasoning: 'because' }]] });
    expect(toJson(archive, { ...all, includeReasoning: false })).not.toContain('because');
    expect(toJson(archive, all)).toContain('because');
    const replay = { family: 'converse:anthropic', modelId: 'm', content: [{ thinking: 'secretly' }] };
    const signed = newArchive({ lanes: [[{ prompt: 'p', reply: 'r', change: { replay } }]] });
    expect(toJson(signed, { ...all, includeReasoning: false })).not.toContain('secretly');
    expect(fromJson(toJson(signed, all))).toEqual(signed);
  });

  it('reads what earlier versions wrote', () => {
    const text = toJson(newArchive({ lanes: [[{ prompt: 'p', reply: 'r' }]] }), all);
    expect(text).toContain('"version": 3');
    for (const version of [1, 2]) {
      expect(fromJson(text.replace('"version": 3', `"version": ${version}`))).toEqual(fromJson(text));
    }
  });

  it('ends at a message that is missing, and does not run in circles', () => {
    const archive = newArchive({ lanes: [[{ prompt: 'a', reply: 'b' }]] });
    const [prompt, reply] = archive.messages;
    const laneId = archive.lanes[0]?.id ?? null;
    const lost = { ...archive, messages: archive.messages.slice(1) };
    expect(fromJson(toJson(lost, { ...all, laneId }))?.messages.map(({ id }) => id)).toEqual([reply?.id]);
    const parentId = reply?.id ?? newId<MessageId>();
    const circle = {
      ...archive,
      messages: archive.messages.map((one) => (one === prompt ? { ...one, parentId } : one)),
    };
    expect(fromJson(toJson(circle, { ...all, laneId }))?.messages).toHaveLength(2);
  });

  it.each(['', 'null', '{}', '[1]', '{"format":"switchyard-transcript","version":3}', 'not JSON'])(
    'refuses %j',
    (text) => {
      expect(fromJson(text)).toBeNull();
    },
  );

  it('refuses what it does not know', () => {
    const parsed: unknown = JSON.parse(toJson(newArchive({ lanes: [[]] }), all));
    expect(fromJson(JSON.stringify(parsed))).not.toBeNull();
    expect(fromJson(JSON.stringify(Object.assign({}, parsed, { extra: true })))).toBeNull();
  });
});
