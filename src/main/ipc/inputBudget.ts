/**
 * A bound on what a request may weigh, checked before any schema walks it. Structured cloning lets a page send cycles, maps,
 * buffers and objects of any depth; the contract speaks plain JSON values only, so everything else is refused here.
 */

/** What one request may hold at most. Characters are UTF-16 units and count keys as well. */
export interface InputBudget {
  readonly characters: number;
  readonly values: number;
}

/** Room for the largest legal request: 500 tabs of which a few hold a draft of full length. */
export const requestBudget: InputBudget = { characters: 64_000_000, values: 50_000 };

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether `input` consists of plain JSON values (and `undefined`) within the budget. Never recurses and never throws; a cycle
 * runs out of budget.
 */
export function fitsBudget(input: unknown, budget: InputBudget): boolean {
  const waiting: unknown[] = [input];
  let { characters, values } = budget;
  while (waiting.length > 0) {
    const value = waiting.pop();
    values -= 1;
    if (values < 0 || characters < 0) return false;
    if (typeof value === 'string') characters -= value.length;
    else if (Array.isArray(value)) {
      if (value.length > values) return false;
      for (const item of value) waiting.push(item);
    } else if (typeof value === 'object' && value !== null) {
      if (!isPlainObject(value)) return false;
      for (const [key, item] of Object.entries(value)) {
        characters -= key.length;
        waiting.push(item);
      }
    } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      return false;
    }
  }
  return characters >= 0;
}
