/**
 * Reasoning effort in the words of each family of models, as members of Converse's `additionalModelRequestFields`. Families
 * that reason without being asked, or not at all, have no words for it, and nothing is sent to them.
 * - Claude 4.6 and later decide for themselves how long to think: `thinking: adaptive` and an effort.
 * - Claude 3.7 to 4.5 are given a budget, which must be smaller than the limit of the reply, and refuse sampling parameters
 *   meanwhile. https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html
 * - Nova 2 knows three efforts. https://docs.aws.amazon.com/nova/latest/nova2-userguide/extended-thinking.html
 * - gpt-oss takes OpenAI's older, flat field, GPT-5.6 and later the nested one.
 */
import type { ReasoningEffort } from '../../../shared/reasoning.ts';
import type { RequestBody } from '../requestBody.ts';
import { claudeVersion } from './claudeVersion.ts';
import { gptVersion, readModelId } from './modelIds.ts';

/** What is asked of which model. */
export interface ReasoningWish {
  readonly modelId: string;
  readonly effort: ReasoningEffort | undefined;
  readonly region: string;
  /** The limit of the reply in tokens, where one is set. */
  readonly maxOutput: number | undefined;
}

/** The fields, and the names in `inferenceConfig` that cannot go with them. */
export interface ReasoningFields {
  readonly fields: RequestBody;
  readonly excludes: readonly ('temperature' | 'topP' | 'maxTokens')[];
}

const nothing: ReasoningFields = { fields: {}, excludes: [] };
/** The smallest budget that Claude accepts, in tokens. */
const smallestBudget = 1024;

const budgets: Readonly<Record<Exclude<ReasoningEffort, 'none'>, number>> = {
  minimal: smallestBudget,
  low: 4_096,
  medium: 10_240,
  high: 24_576,
  xhigh: 32_768,
  max: 49_152,
};

/** Efforts as three steps, for families that know no more. */
function inThree(effort: Exclude<ReasoningEffort, 'none'>): 'low' | 'medium' | 'high' {
  if (effort === 'minimal' || effort === 'low') return 'low';
  return effort === 'medium' ? 'medium' : 'high';
}

function adaptive(wish: ReasoningWish, line: string, version: number): ReasoningFields {
  const { effort, region } = wish;
  if (effort === 'none') {
    // The two largest lines always think, and refuse to be told otherwise.
    const alwaysThinks = line === 'fable' || line === 'mythos';
    return alwaysThinks ? nothing : { fields: { thinking: { type: 'disabled' } }, excludes: [] };
  }
  const named = effort === 'minimal' ? 'low' : effort;
  const known = named === 'xhigh' && version < 4.7 ? 'high' : named;
  // GovCloud refuses to be asked for summaries.
  const display = region.startsWith('us-gov-') ? {} : { display: 'summarized' };
  return {
    fields: { thinking: { type: 'adaptive', ...display }, output_config: { effort: known ?? 'high' } },
    excludes: [],
  };
}

function budgeted({ effort, maxOutput }: ReasoningWish): ReasoningFields {
  if (effort === undefined || effort === 'none') return nothing;
  const budget = Math.min(budgets[effort], (maxOutput ?? Number.POSITIVE_INFINITY) - 1);
  // A reply this short leaves no room to think in.
  if (budget < smallestBudget) return nothing;
  return {
    fields: { thinking: { type: 'enabled', budget_tokens: budget } },
    excludes: ['temperature', 'topP'],
  };
}

function claude(wish: ReasoningWish, line: string, version: number): ReasoningFields {
  const newest = line === 'haiku' ? version >= 5 : version >= 4.6;
  if (newest) return adaptive(wish, line, version);
  return version >= 3.7 ? budgeted(wish) : nothing;
}

function nova({ effort }: ReasoningWish): ReasoningFields {
  if (effort === undefined || effort === 'none') return nothing;
  const maxReasoningEffort = inThree(effort);
  return {
    fields: { reasoningConfig: { type: 'enabled', maxReasoningEffort } },
    excludes: maxReasoningEffort === 'high' ? ['temperature', 'topP', 'maxTokens'] : [],
  };
}

/** Says it in the model's own words. Pure. */
export function reasoningFields(wish: ReasoningWish): ReasoningFields {
  const { effort } = wish;
  if (effort === undefined) return nothing;
  const name = readModelId(wish.modelId);
  const version = claudeVersion(name);
  if (version !== null) return claude(wish, version.line, version.version);
  if (name.base.startsWith('amazon.nova-2')) return nova(wish);
  if (name.base.startsWith('openai.gpt-oss')) {
    return effort === 'none' ? nothing : { fields: { reasoning_effort: inThree(effort) }, excludes: [] };
  }
  if (gptVersion(name) === null) return nothing;
  return { fields: { reasoning: { effort: effort === 'minimal' ? 'low' : effort } }, excludes: [] };
}
