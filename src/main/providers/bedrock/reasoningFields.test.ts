import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { reasoningEfforts, type ReasoningEffort } from '../../../shared/reasoning.ts';
import { reasoningFields } from './reasoningFields.ts';

const fieldsOf = (
  modelId: string,
  effort: ReasoningEffort,
  changed: { region?: string; maxOutput?: number } = {},
) => reasoningFields({ modelId, effort, region: 'us-east-1', maxOutput: undefined, ...changed }).fields;

const adaptive = (effort: string) => ({
  thinking: { type: 'adaptive', display: 'summarized' },
  output_config: { effort },
});
const budget = (tokens: number) => ({ thinking: { type: 'enabled', budget_tokens: tokens } });

describe('each family is told in its own words', () => {
  test.each([
    // Claude that decides for itself
    ['us.anthropic.claude-opus-4-6-v1', 'high', adaptive('high')],
    ['us.anthropic.claude-sonnet-4-6', 'minimal', adaptive('low')],
    ['anthropic.claude-opus-4-7', 'xhigh', adaptive('xhigh')],
    ['anthropic.claude-opus-4-6-v1', 'xhigh', adaptive('high')],
    ['global.anthropic.claude-opus-5-5', 'max', adaptive('max')],
    ['anthropic.claude-haiku-5', 'medium', adaptive('medium')],
    ['us.anthropic.claude-fable-5', 'low', adaptive('low')],
    ['us.anthropic.claude-mythos-preview', 'high', adaptive('high')],
    ['anthropic.claude-opus-5-5', 'none', { thinking: { type: 'disabled' } }],
    ['us.anthropic.claude-fable-5', 'none', {}],
    // Claude with a budget
    ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', 'minimal', budget(1_024)],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'low', budget(4_096)],
    ['anthropic.claude-opus-4-1-20250805-v1:0', 'medium', budget(10_240)],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'high', budget(24_576)],
    ['us.anthropic.claude-opus-4-5-20251101-v1:0', 'high', budget(24_576)],
    ['us.anthropic.claude-haiku-4-5-20251001-v1:0', 'xhigh', budget(32_768)],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'none', {}],
    // Claude that does not think
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'high', {}],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'high', {}],
    // Nova
    [
      'us.amazon.nova-2-lite-v1:0',
      'low',
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } },
    ],
    [
      'us.amazon.nova-2-lite-v1:0',
      'max',
      { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'high' } },
    ],
    ['amazon.nova-pro-v1:0', 'high', {}],
    // OpenAI on Converse
    ['openai.gpt-oss-120b-1:0', 'xhigh', { reasoning_effort: 'high' }],
    ['openai.gpt-oss-20b-1:0', 'minimal', { reasoning_effort: 'low' }],
    ['openai.gpt-oss-20b-1:0', 'none', {}],
    ['us.openai.gpt-5.6-sol', 'minimal', { reasoning: { effort: 'low' } }],
    ['us.openai.gpt-6-astra', 'high', { reasoning: { effort: 'high' } }],
    ['global.openai.gpt-6.1-terra', 'none', { reasoning: { effort: 'none' } }],
    // Those without words for it
    ['us.deepseek.r1-v1:0', 'high', {}],
    ['meta.llama3-1-405b-instruct-v1:0', 'high', {}],
    ['cohere.command-r-plus-v1:0', 'high', {}],
    ['mistral.mistral-large-2407-v1:0', 'high', {}],
  ] as const)('%s at %s', (modelId, effort, fields) => {
    expect(fieldsOf(modelId, effort)).toEqual(fields);
  });
});

test('GovCloud is not asked for summaries', () => {
  expect(fieldsOf('anthropic.claude-opus-4-6-v1', 'high', { region: 'us-gov-west-1' })).toEqual({
    thinking: { type: 'adaptive' },
    output_config: { effort: 'high' },
  });
});

const budgeted = 'anthropic.claude-sonnet-4-20250514-v1:0';

test.prop([fc.constantFrom(...reasoningEfforts), fc.integer({ min: 1, max: 200_000 })])(
  'a budget is one that Claude accepts, and leaves room for a reply',
  (effort, maxOutput) => {
    const { fields, excludes } = reasoningFields({ modelId: budgeted, effort, region: 'x', maxOutput });
    const { thinking } = fields;
    if (thinking === undefined) {
      expect(effort === 'none' || maxOutput <= 1_024).toBe(true);
      return;
    }
    const tokens = Number(Object(thinking).budget_tokens);
    expect(tokens).toBeGreaterThanOrEqual(1_024);
    expect(tokens).toBeLessThan(maxOutput);
    expect(excludes).toEqual(['temperature', 'topP']);
  },
);

test.prop([fc.string(), fc.constantFrom(...reasoningEfforts)])(
  'an unknown model is told nothing',
  (id, effort) => {
    expect(fieldsOf(`vendor.${id}`, effort)).toEqual({});
  },
);
