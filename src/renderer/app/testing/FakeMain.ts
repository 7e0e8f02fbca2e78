/**
 * A client for tests: the port that the renderer has to main, answered in memory. A test says what each route answers;
 * a route that nobody answers is a failure of the test.
 */
import type { EventName, EventPayloads } from '../../../shared/ipc/events.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/routes.ts';
import type { Client } from '../client.ts';

type Answer<R extends RouteName> = (input: RouteInput<R>) => RouteOutput<R> | Promise<RouteOutput<R>>;
type Answers = { [R in RouteName]?: Answer<R> };
type Listeners = { [E in EventName]?: Set<(payload: EventPayloads[E]) => void> };

export class FakeMain implements Client {
  /** Every request, in order. */
  readonly requests: { readonly name: RouteName; readonly input: unknown }[] = [];
  readonly #answers: Answers = {};
  readonly #listeners: Listeners = {};

  /** Says what a route answers from now on. */
  answer<R extends RouteName>(name: R, answer: Answers[R]): this {
    this.#answers[name] = answer;
    return this;
  }

  async request<R extends RouteName>(name: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
    this.requests.push({ name, input });
    const answer: Answer<R> | undefined = this.#answers[name];
    if (answer === undefined) throw new Error(`The test does not answer ${name}.`);
    return answer(input);
  }

  on<E extends EventName>(name: E, callback: (payload: EventPayloads[E]) => void): () => void {
    const listeners: Set<(payload: EventPayloads[E]) => void> = this.#listeners[name] ?? new Set();
    listeners.add(callback);
    Object.assign(this.#listeners, { [name]: listeners });
    return () => {
      listeners.delete(callback);
    };
  }

  /** Tells the renderer something, as main would. */
  tell<E extends EventName>(name: E, payload: EventPayloads[E]): void {
    for (const listener of this.#listeners[name] ?? []) listener(payload);
  }

  /** The inputs of all requests to one route. */
  inputsOf<R extends RouteName>(name: R): readonly unknown[] {
    return this.requests.filter((request) => request.name === name).map((request) => request.input);
  }
}
