import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplyEchoes } from './ReplyEchoes.ts';

const openRouter = { family: 'chat:openrouter', field: 'reasoning_details' } as const;

describe('ReplyEchoes', () => {
  it('puts the pieces of a thought together and keeps its signature', () => {
    const echoes = new ReplyEchoes(openRouter);
    const thought = { type: 'reasoning.text', index: 0, format: 'anthropic' };
    echoes.add({ reasoning_details: [{ ...thought, text: 'Let me ', signature: null }] });
    echoes.add({ reasoning_details: [{ ...thought, text: 'think.' }] });
    echoes.add({ reasoning_details: [{ ...thought, signature: 'sig' }] });
    echoes.add({ reasoning_details: [{ type: 'reasoning.encrypted', index: 1, data: 'abc' }] });
    expect(echoes.replay('m')).toEqual({
      family: 'chat:openrouter',
      modelId: 'm',
      content: [
        { ...thought, text: 'Let me think.', signature: 'sig' },
        { type: 'reasoning.encrypted', index: 1, data: 'abc' },
      ],
    });
  });

  it('collects plain thoughts for those who want them back', () => {
    const echoes = new ReplyEchoes({ family: 'chat:plain', field: 'reasoning_content' });
    echoes.add({ reasoning_content: 'Let me ' });
    echoes.add({ reasoning_content: 'think.' });
    expect(echoes.replay('m')?.content).toBe('Let me think.');
  });

  it('has nothing to say of a reply that had nothing, and where nothing is wanted', () => {
    expect(new ReplyEchoes(openRouter).replay('m')).toBeNull();
    const unwanted = new ReplyEchoes(null);
    unwanted.add({ reasoning_content: 'x', extra_content: { a: 1 } });
    expect(unwanted.replay('m')).toBeNull();
  });

  it('survives any delta', () => {
    const fields = fc.constantFrom('extra_content', 'reasoning_details', 'reasoning_content');
    const deltas = fc.array(fc.dictionary(fields, fc.jsonValue()));
    fc.assert(
      fc.property(fields, deltas, (field, given) => {
        const echoes = new ReplyEchoes({ family: 'chat:any', field });
        for (const delta of given) echoes.add(delta);
        const replay = echoes.replay('m');
        if (replay !== null) expect(JSON.parse(JSON.stringify(replay))).toEqual(replay);
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      }),
    );
  });
});
