/** Words of the interface: what the parameters are called, alone and inside a sentence. */
import type { ParameterName } from '../../../../../shared/parameters.ts';

export const parameterNames: Readonly<Record<ParameterName, string>> = {
  system: 'System prompt',
  temperature: 'Temperature',
  topP: 'Top-p',
  maxOutput: 'Longest reply',
  stop: 'Stop sequences',
  reasoningEffort: 'Reasoning effort',
  verbosity: 'Verbosity',
  serviceTier: 'Service tier',
  latency: 'Latency',
  extraBody: 'Extra JSON',
  headerNames: 'Extra headers',
};

const knownNames: Readonly<Record<string, string>> = parameterNames;

/** A parameter inside a sentence: ours by its name, the wire's as it is written there. */
export function parameterName(parameter: string): string {
  const known = Object.hasOwn(knownNames, parameter) ? knownNames[parameter] : undefined;
  return known === undefined ? parameter : known.toLowerCase().replace('json', 'JSON');
}
