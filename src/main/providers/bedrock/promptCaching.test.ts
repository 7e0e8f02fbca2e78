import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { cacheMinimumOf, planCachePoints } from './promptCaching.ts';

test.each([
  ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', 1_024],
  ['anthropic.claude-sonnet-4-20250514-v1:0', 1_024],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 1_024],
  ['anthropic.claude-opus-4-1-20250805-v1:0', 1_024],
  ['us.anthropic.claude-opus-4-5-20251101-v1:0', 4_096],
  ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 4_096],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', 2_048],
  ['global.anthropic.claude-opus-5-5', 4_096],
  ['anthropic.claude-3-5-sonnet-20240620-v1:0', null],
  ['anthropic.claude-3-haiku-20240307-v1:0', null],
  ['amazon.nova-pro-v1:0', 1_024],
  ['us.amazon.nova-2-lite-v1:0', 1_024],
  ['amazon.titan-text-express-v1', null],
  ['openai.gpt-oss-120b-1:0', null],
  ['meta.llama3-1-405b-instruct-v1:0', null],
  ['arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc', null],
])('%s caches from %s tokens on', (modelId, minimum) => {
  expect(cacheMinimumOf(modelId)).toBe(minimum);
});

const messages = (...lengths: readonly number[]) =>
  lengths.map((length, index) => ({
    role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
    length,
  }));

test('a short conversation has no points, a long one has its last two prompts marked', () => {
  expect(planCachePoints({ system: 10, messages: messages(10, 10, 10) }, 100)).toEqual({
    system: 'none',
    messages: new Set(),
  });
  expect(planCachePoints({ system: 0, messages: messages(300, 10, 100, 10, 100, 10, 5) }, 100)).toEqual({
    system: 'none',
    messages: new Set([4, 6]),
  });
});

test('a long system prompt is marked, and the prompt behind it as well', () => {
  expect(planCachePoints({ system: 400, messages: messages(5) }, 100)).toEqual({
    system: 'point',
    messages: new Set([0]),
  });
});

test.prop([
  fc.nat(20_000),
  fc.array(
    fc.record({ role: fc.constantFrom('user' as const, 'assistant' as const), length: fc.nat(9_000) }),
  ),
  fc.constantFrom(1_024, 4_096),
])('points stand behind prompts that are long enough, three at most', (system, parts, minimum) => {
  const plan = planCachePoints({ system, messages: parts }, minimum);
  expect(plan.messages.size + (plan.system === 'point' ? 1 : 0)).toBeLessThanOrEqual(3);
  for (const index of plan.messages) {
    expect(parts[index]?.role).toBe('user');
    const before = parts.slice(0, index + 1).reduce((sum, { length }) => sum + length, system);
    expect(before).toBeGreaterThanOrEqual(minimum * 4);
  }
});
