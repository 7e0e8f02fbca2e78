import type { Parameters } from '../../../../shared/parameters.ts';
import { text } from '../../../app/text/text.ts';

/** The names of the parameters that are set, in the order of the form. */
export function setNames(parameters: Parameters | undefined): readonly string[] {
  if (parameters === undefined) return [];
  const names = text.chat.parameterNames;
  return Object.entries(names).flatMap(([key, name]) => (Object.hasOwn(parameters, key) ? [name] : []));
}
