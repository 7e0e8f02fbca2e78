import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { ReplayCollector, replayBlocks } from './converseReplay.ts';

const modelId = 'us.anthropic.claude-opus-5-5';

/** A reply as it comes in: thoughts with a signature, redacted thoughts, text. */
const said = fc.record({
  thought: fc.string(),
  signature: fc.string({ minLength: 1 }),
  redacted: fc.uint8Array({ minLength: 1, maxLength: 50 }),
  text: fc.string().filter((text) => text.trim() !== ''),
});

function collected({
  thought,
  signature,
  redacted,
  text,
}: typeof said extends fc.Arbitrary<infer T> ? T : never) {
  const replay = new ReplayCollector();
  for (const letter of thought) replay.thought(0, letter);
  replay.signature(0, signature);
  replay.redacted(1, redacted);
  for (const letter of text) replay.text(2, letter);
  return replay.finish(modelId);
}

test.prop([said])('what was signed goes back byte by byte, through JSON', (reply) => {
  const replay = collected(reply);
  const stored: unknown = JSON.parse(JSON.stringify(replay));
  expect(stored).toEqual(replay);
  expect(replayBlocks(replay ?? undefined, modelId)).toEqual([
    { reasoningContent: { reasoningText: { text: reply.thought, signature: reply.signature } } },
    { reasoningContent: { redactedContent: reply.redacted } },
    { text: reply.text },
  ]);
});

test('is understood by the same model in every geography, and by nobody else', () => {
  const replay = collected({ thought: 'a', signature: 's', redacted: new Uint8Array([1]), text: 't' });
  expect(replay?.family).toBe('converse:anthropic');
  const known = replay ?? undefined;
  expect(replayBlocks(known, 'global.anthropic.claude-opus-5-5')).not.toBeNull();
  expect(replayBlocks(known, 'us.anthropic.claude-sonnet-4-6')).toBeNull();
  expect(replayBlocks(known, 'us.amazon.nova-2-lite-v1:0')).toBeNull();
  expect(replayBlocks(undefined, modelId)).toBeNull();
});

test('a reply without a signature needs none', () => {
  const replay = new ReplayCollector();
  replay.thought(0, 'unsigned');
  replay.text(1, 'text');
  expect(replay.finish(modelId)).toBeNull();
});

test.prop([fc.jsonValue()])('a damaged replay is left aside', (content) => {
  const family = 'converse:anthropic';
  const damaged: unknown = content;
  const blocks = replayBlocks({ family, modelId, content: JSON.parse(JSON.stringify(damaged)) }, modelId);
  expect(blocks === null || blocks.every(({ text }) => text === undefined || text.trim() !== '')).toBe(true);
});
