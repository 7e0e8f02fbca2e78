import { describe, expect, it } from 'vitest';
import type { ModelRef, Step } from '../../shared/conversation.ts';
import { newId } from '../../shared/ids.ts';
import type { ConversationId, DeviceId, LaneId, MessageId, PipelineRunId } from '../../shared/ids.ts';
import { plainText } from '../../shared/stream.ts';
import { layStage } from './layStage.ts';
import type { LaidCall, LaidStage, Place } from './layStage.ts';

const base = newId<MessageId>();
const place: Place = {
  conversationId: newId<ConversationId>(),
  laneId: newId<LaneId>(),
  deviceId: newId<DeviceId>(),
  now: 5,
};
const model: ModelRef = {
  connectionId: newId(),
  modelId: 'm',
  provider: 'demo',
  modelName: 'M',
  connectionName: 'C',
};
const runId = newId<PipelineRunId>();
const stepNamed = (name: string): Step => ({ runId, role: 'step', name, part: null, final: true });

function asking(name: string): LaidCall {
  return {
    said: null,
    deed: { kind: 'ask', step: stepNamed(name), text: `Do ${name}`, model, attachments: [] },
  };
}

/** The stage as it stands once its replies have ended. */
function saidIn(stage: LaidStage): readonly LaidCall[] {
  return stage.replies.map((reply, index): LaidCall => {
    const prompt = stage.prompts[index];
    if (prompt === undefined) throw new Error('A reply has no prompt.');
    const parts = [{ type: 'text' as const, block: 0, text: `Said ${index}` }];
    const done = {
      ...reply,
      status: 'done' as const,
      stopReason: 'end' as const,
      usage: { input: 1, output: 2 },
      parts,
    };
    return { said: { prompt, reply: done }, deed: { kind: 'keep' } };
  });
}

describe('layStage', () => {
  it('makes one chain of the calls, each with a turn of its own', () => {
    const { prompts, replies, headId, replyIds } = layStage([asking('A'), asking('B')], base, place);
    expect(prompts.map(({ parentId }) => parentId)).toEqual([base, replies[0]?.id]);
    expect(replies.map(({ parentId }) => parentId)).toEqual(prompts.map(({ id }) => id));
    expect(replies.map(({ turnId }) => turnId)).toEqual(prompts.map(({ turnId }) => turnId));
    expect(new Set(prompts.map(({ turnId }) => turnId)).size).toBe(2);
    expect(replyIds).toEqual(replies.map(({ id }) => id));
    expect(headId).toBe(replies[1]?.id);
    expect(replies.map(({ status, step }) => [status, step?.name, step?.final])).toEqual([
      ['streaming', 'A', true],
      ['streaming', 'B', true],
    ]);
    expect(prompts.every(({ step }) => step?.final === false)).toBe(true);
  });

  it('leaves alone what is in its place', () => {
    const said = saidIn(layStage([asking('A'), asking('B')], base, place));
    const again = layStage(said, base, place);
    expect(again).toMatchObject({ prompts: [], replies: [] });
    expect(again.headId).toBe(said[1]?.said?.reply.id);
  });

  it('puts other words beside the first ones and copies what came after them', () => {
    const [first, second] = saidIn(layStage([asking('A'), asking('B')], base, place));
    if (first?.said == null || second?.said == null) throw new Error('Nothing was laid.');
    const laid = layStage([{ ...first, deed: { kind: 'edit', text: 'Mine' } }, second], base, place);
    const [mine, copy] = laid.replies;
    expect(mine).toMatchObject({
      parentId: first.said.prompt.id,
      turnId: first.said.prompt.turnId,
      origin: { kind: 'edited', of: first.said.reply.id },
      step: { name: 'A', final: true },
    });
    expect(laid.prompts).toMatchObject([{ parentId: mine?.id, parts: second.said.prompt.parts }]);
    expect(copy).toMatchObject({
      parentId: laid.prompts[0]?.id,
      origin: { kind: 'copied', of: second.said.reply.id },
      status: 'done',
      usage: null,
    });
    expect(copy?.id).not.toBe(second.said.reply.id);
    expect(plainText(copy?.parts ?? [])).toBe('Said 1');
    expect(laid.headId).toBe(copy?.id);
  });

  it('keeps how a copied reply ended', () => {
    const [first, second] = saidIn(layStage([asking('A'), asking('B')], base, place));
    if (first === undefined || second?.said == null) throw new Error('Nothing was laid.');
    const error = { code: 'provider/overloaded' as const, message: 'test', retryable: true };
    const failed = { ...second.said.reply, status: 'error' as const, stopReason: null, error };
    const calls: LaidCall[] = [
      { ...first, deed: { kind: 'edit', text: '' } },
      { said: { ...second.said, reply: failed }, deed: { kind: 'keep' } },
    ];
    expect(layStage(calls, base, place).replies).toMatchObject([
      { parts: [] },
      { status: 'error', error, stopReason: null },
    ]);
  });

  it('asks again beside the first reply, and passes over what was never asked', () => {
    const [first, second] = saidIn(layStage([asking('A'), asking('B')], base, place));
    const never: LaidCall = { said: null, deed: { kind: 'keep' } };
    const again: LaidCall = { said: second?.said ?? null, deed: asking('B').deed };
    const laid = layStage(first === undefined ? [] : [never, first, again], base, place);
    expect(laid.prompts).toEqual([]);
    expect(laid.replies).toMatchObject([{ parentId: second?.said?.prompt.id, status: 'streaming' }]);
    expect(laid.replyIds[0]).toBeNull();
  });
});
