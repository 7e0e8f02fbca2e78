import type { z } from 'zod';

/** One request that the renderer may make: what goes in, what comes out. Both are always parsed; there is no way to skip it. */
export interface RouteDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** Declares a route. Objects must be `z.strictObject`, so that an extra key is an error and not a gift. */
export function defineRoute<I extends z.ZodType, O extends z.ZodType>(
  route: RouteDefinition<I, O>,
): RouteDefinition<I, O> {
  return route;
}
