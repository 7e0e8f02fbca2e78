/** Which of a person's parameters go nowhere: those a wire has no place for, and those a model is known to refuse. */
import type { ParameterName } from '../../shared/parameters.ts';

/** A way to speak to a model, as far as it decides what can be said. */
export type WireApi = 'converse' | 'responses' | 'chat';

/**
 * What has no member in a wire's request. Responses knows no stop sequences; latency is Bedrock's alone, and there Converse's.
 * https://platform.openai.com/docs/api-reference/responses/create,
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
const withoutPlace: Readonly<Record<WireApi, readonly ParameterName[]>> = {
  converse: [],
  responses: ['stop', 'latency'],
  chat: ['latency'],
};

/** A person's parameter by its names on the wires, in small letters without separators. `max_tokens` has a second name to try. */
const parametersByWireName: Readonly<Record<string, ParameterName>> = {
  latency: 'latency',
  performanceconfig: 'latency',
  reasoning: 'reasoningEffort',
  reasoningeffort: 'reasoningEffort',
  servicetier: 'serviceTier',
  stop: 'stop',
  stopsequences: 'stop',
  temperature: 'temperature',
  textverbosity: 'verbosity',
  thinking: 'reasoningEffort',
  topp: 'topP',
  verbosity: 'verbosity',
};

function parameterOf(wireName: string): ParameterName | undefined {
  const plain = wireName
    .replace(/^(inferenceConfig|additionalModelRequestFields)\./u, '')
    .replace(/[^A-Za-z]/gu, '')
    .toLowerCase();
  return Object.hasOwn(parametersByWireName, plain) ? parametersByWireName[plain] : undefined;
}

/**
 * OpenAI's reasoning models take no sampling parameters: https://platform.openai.com/docs/guides/latest-model. From 5.1 on
 * they do while they do not think, so what newer ones refuse is left to what they say.
 */
const withoutSampling = /(^|[./])(o[134](-|$)|gpt-5(-mini|-nano|-pro)?(-\d{4}|$))/u;

/** The parameters, by their names in `Parameters`, that will not reach the model. `learned` holds names on the wire. */
export function refusedParameters(
  api: WireApi,
  modelId: string,
  learned: readonly string[] = [],
): readonly ParameterName[] {
  const sampling: readonly ParameterName[] = withoutSampling.test(modelId) ? ['temperature', 'topP'] : [];
  const told = learned.map(parameterOf).filter((name) => name !== undefined);
  return [...new Set([...withoutPlace[api], ...sampling, ...told])];
}
