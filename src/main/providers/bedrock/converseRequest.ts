/**
 * The body of a ConverseStream request. No parameter is sent that a person did not set, since models refuse those they dislike,
 * and none that the model is known to have refused. What Converse has no member for goes into `additionalModelRequestFields`,
 * a person's own fields last.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
import type {
  ConverseStreamCommandInput,
  GuardrailStreamConfiguration,
  InferenceConfiguration,
  Message,
  SystemContentBlock,
} from '@aws-sdk/client-bedrock-runtime';
import type { ConnectionOf } from '../../../shared/connection.ts';
import type { ChatRequest, RequestParameters } from '../ChatProvider.ts';
import { groupOf, withExtra, withoutRefused, type RequestBody } from '../requestBody.ts';
import { toConverseMessages } from './converseMessages.ts';
import { gptVersion, readModelId } from './modelIds.ts';
import { cacheMinimumOf, planCachePoints } from './promptCaching.ts';
import { toDocument } from './toDocument.ts';
import { reasoningFields, type ReasoningFields } from './reasoningFields.ts';

type Guardrail = NonNullable<ConnectionOf<'bedrock'>['guardrail']>;

/** What a request is built for, besides what is asked. */
export interface ConverseTarget {
  readonly connection: Pick<ConnectionOf<'bedrock'>, 'region' | 'guardrail' | 'promptCaching'>;
  /** What the model has refused, by the names in {@link converseParameter}. */
  readonly refused?: readonly string[];
  /** The model behind the id, where that is known and the id does not tell: its family decides what is sent. */
  readonly knownAs?: string;
}

/** A request, and the parameters that were set but cannot go with others that were set. */
export interface ConverseRequest {
  readonly input: ConverseStreamCommandInput;
  readonly leftOut: readonly string[];
}

/** What is in requests although nobody has set it: a model that refuses one of these is asked again without. */
export const ownConverseParameters: readonly string[] = ['cachePoint', 'thinking.display'];

const otherNames: Readonly<Record<string, string>> = {
  top_p: 'topP',
  topp: 'topP',
  max_tokens: 'maxTokens',
  max_new_tokens: 'maxTokens',
  max_output_tokens: 'maxTokens',
  stop: 'stopSequences',
  stop_sequences: 'stopSequences',
  service_tier: 'serviceTier',
  latency: 'performanceConfig',
  cache_control: 'cachePoint',
};

/** The one name under which a parameter of Converse is remembered, whatever a model called it in its refusal. */
export function converseParameter(name: string): string {
  const bare = name.replace(/^(inferenceConfig|additionalModelRequestFields|performanceConfig)\./, '');
  return Object.hasOwn(otherNames, bare) ? (otherNames[bare] ?? bare) : bare;
}

type InferenceName = keyof InferenceConfiguration;

function inferenceConfig(
  parameters: RequestParameters,
  excluded: ReadonlySet<string>,
): InferenceConfiguration | undefined {
  const { maxOutput, temperature, topP, stop } = parameters;
  const wanted = (name: InferenceName): boolean => !excluded.has(name);
  const config: InferenceConfiguration = {
    ...(maxOutput !== undefined && wanted('maxTokens') && { maxTokens: maxOutput }),
    ...(temperature !== undefined && wanted('temperature') && { temperature }),
    ...(topP !== undefined && wanted('topP') && { topP }),
    ...(stop !== undefined && stop.length > 0 && wanted('stopSequences') && { stopSequences: [...stop] }),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

/** Parameters that were set and go nowhere because the model's way of thinking has no room for them. */
function leftOutOf(parameters: RequestParameters, { excludes }: ReasoningFields): readonly string[] {
  const set = { temperature: parameters.temperature, topP: parameters.topP, maxTokens: parameters.maxOutput };
  return excludes.filter((name) => set[name] !== undefined);
}

/** How fast and at which price the request is served. Converse has no word for leaving it to the service. */
function serving(
  { serviceTier, latency }: RequestParameters,
  unwanted: ReadonlySet<string>,
): Pick<ConverseStreamCommandInput, 'serviceTier' | 'performanceConfig'> {
  const tiered = serviceTier !== undefined && serviceTier !== 'auto' && !unwanted.has('serviceTier');
  return {
    ...(tiered && { serviceTier: { type: serviceTier } }),
    ...(latency !== undefined && !unwanted.has('performanceConfig') && { performanceConfig: { latency } }),
  };
}

function additionalFields(
  request: ChatRequest,
  reasoning: ReasoningFields,
  { refused, knownAs }: { readonly refused: readonly string[]; readonly knownAs: string },
): RequestBody | undefined {
  const { verbosity } = request.parameters ?? {};
  const gpt = gptVersion(readModelId(knownAs)) !== null;
  const text = gpt ? groupOf({ verbosity }) : undefined;
  const fields = { ...reasoning.fields, ...(text !== undefined && { text }) };
  return groupOf(withExtra(withoutRefused(fields, refused), request.extraBody));
}

const cachePoint = { cachePoint: { type: 'default' } } as const;

interface Prefix {
  readonly system: SystemContentBlock[] | undefined;
  readonly messages: Message[];
}

/** The length from which on a prefix is to be cached; null where none is. */
function cachedFrom(
  { model }: ChatRequest,
  promptCaching: boolean | undefined,
  knownAs: string,
): number | null {
  return promptCaching === false || model?.cachesPrompts === false ? null : cacheMinimumOf(knownAs);
}

/** System prompt and messages, with points behind what is worth caching. `minimum` is null where nothing is to be cached. */
function prefixOf(request: ChatRequest, minimum: number | null): Prefix {
  const messages = toConverseMessages(request);
  const system = request.system === undefined || request.system.trim() === '' ? '' : request.system;
  if (minimum === null) {
    return { system: system === '' ? undefined : [{ text: system }], messages: [...messages] };
  }
  const lengths = messages.map(({ role, content }) => ({
    role,
    length: content.reduce((sum, { text }) => sum + (text?.length ?? 0), 0),
  }));
  const plan = planCachePoints({ system: system.length, messages: lengths }, minimum);
  return {
    system: system === '' ? undefined : [{ text: system }, ...(plan.system === 'point' ? [cachePoint] : [])],
    messages: messages.map((message, index) =>
      plan.messages.has(index) ? { ...message, content: [...message.content, cachePoint] } : message,
    ),
  };
}

function guardrailConfig(guardrail: Guardrail): GuardrailStreamConfiguration {
  return {
    guardrailIdentifier: guardrail.id,
    guardrailVersion: guardrail.version,
    trace: guardrail.trace ? 'enabled' : 'disabled',
  };
}

/** Builds the request. Pure. Throws `attachment/unsupported` for a file that has no place on the wire. */
export function toConverseRequest(request: ChatRequest, target: ConverseTarget): ConverseRequest {
  const { connection, refused = [], knownAs = request.modelId } = target;
  const { guardrail } = connection;
  const parameters = request.parameters ?? {};
  const unwanted = new Set(refused.map(converseParameter));
  const reasoning = reasoningFields({
    modelId: knownAs,
    effort: parameters.reasoningEffort,
    region: connection.region,
    maxOutput: parameters.maxOutput,
  });
  const inference = inferenceConfig(parameters, new Set([...unwanted, ...reasoning.excludes]));
  const additional = additionalFields(request, reasoning, { refused: [...unwanted], knownAs });
  const minimum = cachedFrom(request, connection.promptCaching, knownAs);
  const { system, messages } = prefixOf(request, unwanted.has('cachePoint') ? null : minimum);
  const input: ConverseStreamCommandInput = {
    modelId: request.modelId,
    messages,
    ...(system !== undefined && { system }),
    ...(inference !== undefined && { inferenceConfig: inference }),
    ...serving(parameters, unwanted),
    ...(guardrail !== undefined && { guardrailConfig: guardrailConfig(guardrail) }),
    ...(additional !== undefined && { additionalModelRequestFields: toDocument(additional) }),
  };
  return { input, leftOut: leftOutOf(parameters, reasoning) };
}
