import type { WindowId } from '../../shared/ids.ts';
import type { RouteName, RouteOutput, RouteParsedInput } from '../../shared/ipc/routes.ts';

type DeepReadonly<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly DeepReadonly<Item>[]
    : { readonly [Key in keyof T]: DeepReadonly<T[Key]> };

/** Who asks. */
export interface Caller {
  readonly windowId: WindowId;
}

/** What answers one route. It only ever sees input that the route's schema has parsed; what it throws becomes an error reply. */
export type IpcHandler<R extends RouteName> = (
  input: RouteParsedInput<R>,
  caller: Caller,
) => Promise<DeepReadonly<RouteOutput<R>>>;

/** One handler for every route: a missing one and one too many are both compile errors. */
export type IpcHandlers = { readonly [R in RouteName]: IpcHandler<R> };

/** The handlers whose routes begin with `Topic` and a dot. */
export type HandlersOf<Topic extends string> = {
  readonly [R in RouteName as R extends `${Topic}.${string}` ? R : never]: IpcHandler<R>;
};
