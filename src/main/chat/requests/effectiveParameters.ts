import type { Parameters } from '../../../shared/parameters.ts';

/**
 * What holds where settings lie within each other: a lane's over its conversation's, a step's over its lane's. Given from the outermost
 * to the innermost; the inner value wins. Names of headers are joined.
 */
export function effectiveParameters(...layers: readonly (Parameters | undefined)[]): Parameters {
  const names = new Set(layers.flatMap((layer) => layer?.headerNames ?? []));
  const merged = layers.reduce<Parameters>((outer, inner) => ({ ...outer, ...inner }), {});
  return { ...merged, ...(names.size > 0 && { headerNames: [...names] }) };
}
