/**
 * The gate between the page and everything that main can do. A call passes the sender policy, finds its route among the
 * table's own properties, fits the budget and is parsed, in this order, before a handler sees it; the reply is parsed too.
 * Whatever goes wrong leaves as an `ErrorInfo`. There is no way round any of it, and no Electron in it.
 */
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { RouteDefinition } from '../../shared/ipc/define.ts';
import type { Result } from '../../shared/result.ts';
import type { Logger } from '../logging/Logger.ts';
import { fitsBudget } from './inputBudget.ts';
import type { InputBudget } from './inputBudget.ts';
import type { Caller } from './IpcHandlers.ts';
import { isTrustedSender } from './senderPolicy.ts';
import type { Sender } from './senderPolicy.ts';

interface IpcRouterOptions {
  readonly routes: Readonly<Record<string, RouteDefinition>>;
  /** Keyed like `routes`; the type `IpcHandlers` pairs each handler with its route's schemas. */
  readonly handlers: Readonly<Record<string, (input: never, caller: Caller) => Promise<unknown>>>;
  /** The one origin that is answered. */
  readonly pageOrigin: string;
  readonly budget: InputBudget;
  readonly logger: Logger;
}

/** Answers requests of the page. */
export class IpcRouter {
  readonly #options: IpcRouterOptions;

  constructor(options: IpcRouterOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async dispatch(sender: Sender, name: unknown, input: unknown): Promise<Result<unknown>> {
    const { routes, pageOrigin, logger } = this.#options;
    // Own properties only: `__proto__` and `constructor` are names that every object answers to.
    const route = typeof name === 'string' && Object.hasOwn(routes, name) ? name : null;
    try {
      const { windowId } = sender;
      if (windowId === null || !isTrustedSender(sender, pageOrigin)) {
        throw new AppError('ipc/forbidden-sender', 'Only the app’s own page may ask.');
      }
      if (route === null) throw new AppError('ipc/unknown-route', 'There is no such route.');
      return { ok: true, data: await this.#answer(route, input, { windowId }) };
    } catch (caught) {
      const error = toErrorInfo(caught);
      const fields = { route: route ?? '(unknown)', code: error.code };
      // What is expected to go wrong needs its name only; a defect needs its place in the code.
      if (error.code === 'internal') logger.error('A request failed.', caught, fields);
      else logger.warn('A request failed.', fields);
      return { ok: false, error };
    }
  }

  async #answer(name: string, input: unknown, caller: Caller): Promise<unknown> {
    const { routes, handlers, budget } = this.#options;
    const route = routes[name];
    const handler = handlers[name];
    if (route === undefined || handler === undefined) {
      throw new AppError('internal', 'A route has no handler.');
    }
    if (!fitsBudget(input, budget)) {
      throw new AppError('ipc/invalid-input', 'The request is larger than any that is meant.', {
        details: { limit: budget.characters },
      });
    }
    const parsed = route.input.safeParse(input);
    if (!parsed.success) {
      const field = parsed.error.issues[0]?.path.join('.').slice(0, 200) ?? '';
      throw new AppError('ipc/invalid-input', 'The request does not fit its route.', { details: { field } });
    }
    // The table's type pairs the handler with this very schema, which a lookup by name cannot show to the compiler.
    const output = await handler(parsed.data as never, caller);
    const checked = route.output.safeParse(output);
    if (!checked.success) throw new AppError('internal', 'A reply does not fit its route.');
    return checked.data;
  }
}
