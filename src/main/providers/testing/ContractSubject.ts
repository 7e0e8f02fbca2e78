/** What the contract suite needs to know of an adapter, and the rig that it runs every check in. */
import { expect } from 'vitest';
import type { WireName, HttpFailure } from '../../../../e2e/providers/behaviour.ts';
import {
  startFakeProvider,
  type FakeProvider,
  type FakeProviderOptions,
} from '../../../../e2e/providers/FakeProvider.ts';
import type { ConnectionOf, ConnectionSecret, Provider } from '../../../shared/connection.ts';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { emptyReply, reduceStream, type ReplyContent, type StreamEvent } from '../../../shared/stream.ts';
import type { ChatProvider, ChatRequest, ProviderContext, ProviderDependencies } from '../ChatProvider.ts';
import { MemoryModelNotes } from '../../models/MemoryModelNotes.ts';
import { testDependencies } from './testDependencies.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';

/** An adapter under test. */
export interface ContractSubject<P extends Provider> {
  readonly name: string;
  readonly wire: WireName;
  /** What the fake serves. `h2c` for an SDK that speaks HTTP/2 by default. */
  readonly protocol?: 'http1' | 'h2c';
  /** Makes the adapter. */
  readonly create: (dependencies: ProviderDependencies) => ChatProvider<P>;
  /** A connection to the fake at `url` (scheme, host and port). */
  readonly connectTo: (url: string) => ConnectionOf<P>;
  /** A secret that holds `canary` in every field that signs in. */
  readonly signIn: (canary: string) => ConnectionSecret;
  /** Ids that `listModels` finds in the fake's default catalogue, in any order. */
  readonly listed: readonly string[];
  /** The model that the suite asks for, where ids have a form of their own. */
  readonly modelId?: string;
  /** Where the wire has other words for a refusal than OpenAI's. */
  readonly refusals?: Partial<Readonly<Record<HttpFailure, ErrorCode>>>;
  /** How a cut connection shows. HTTP/2 clients may see a quiet end. */
  readonly cutCodes?: readonly ErrorCode[];
}

export const patience = { firstEventMs: 120_000, betweenEventsMs: 60_000 } as const;
/** The model that the suite asks for. */
export const usualModel = 'fake-large';
export const canary = 'sk-CANARY-7f3a9c51d2e84b60';

/** What came of asking: the events, their fold, and the error if there was one. */
export interface Outcome {
  readonly events: readonly StreamEvent[];
  readonly reply: ReplyContent;
  readonly error: AppError | null;
}

/** The text of a reply, refusals included: ConverseStream has no word for them. */
export function saidText(reply: ReplyContent): string {
  return reply.parts
    .filter((part) => part.type !== 'reasoning')
    .map((part) => part.text)
    .join('');
}

/** The reasoning of a reply. */
export function saidReasoning(reply: ReplyContent): string {
  return reply.parts
    .filter((part) => part.type === 'reasoning')
    .map((part) => part.text)
    .join('');
}

/** start (delta | usage)* stop — or an error in place of the stop. Nothing at all only before an error. */
function expectGrammar(events: readonly StreamEvent[], error: AppError | null): void {
  const types = events.map((event) => event.type);
  if (error !== null && types.length === 0) return;
  expect(types[0]).toBe('start');
  expect(types.filter((type) => type === 'start')).toHaveLength(1);
  expect(types.filter((type) => type === 'stop')).toHaveLength(error === null ? 1 : 0);
  if (error === null) expect(types.at(-1)).toBe('stop');
}

/** Something that a test waits for. */
export class Signal {
  readonly given: Promise<void>;
  #resolve: () => void = () => undefined;

  constructor() {
    this.given = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  give(): void {
    this.#resolve();
  }
}

/** One adapter and one fake. */
export class Rig<P extends Provider> {
  readonly server: FakeProvider;
  readonly clock = new ManualClock();
  readonly notes = new MemoryModelNotes();
  readonly provider: ChatProvider<P>;
  readonly #subject: ContractSubject<P>;

  constructor(subject: ContractSubject<P>, server: FakeProvider) {
    this.#subject = subject;
    this.server = server;
    this.provider = subject.create(testDependencies({ clock: this.clock, notes: this.notes, patience }));
  }

  context(signal: AbortSignal = new AbortController().signal, url = this.server.url): ProviderContext<P> {
    return { connection: this.#subject.connectTo(url), secret: this.#subject.signIn(canary), signal };
  }

  /**
   * Lets time run until `promise` settles, a patience at a step, with a turn of the event loop after each: an adapter sets its
   * timer somewhere behind an await, and no check should have to know where.
   */
  async outlast<T>(promise: Promise<T>): Promise<T> {
    let state: 'waiting' | 'settled' = 'waiting';
    const settle = (): void => {
      state = 'settled';
    };
    promise.then(settle, settle);
    const waiting = (): boolean => state === 'waiting';
    for (let turn = 0; turn < 1_000 && waiting(); turn += 1) {
      this.clock.advance(patience.firstEventMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return promise;
  }

  /** Asks `Hello?` and nothing else, unless `more` says otherwise. */
  stream(
    context: ProviderContext<P> = this.context(),
    more: Partial<ChatRequest> = {},
  ): AsyncIterable<StreamEvent> {
    const modelId = this.#subject.modelId ?? usualModel;
    return this.provider.stream({ modelId, messages: [{ role: 'user', text: 'Hello?' }], ...more }, context);
  }

  /** Asks and collects, checking the grammar. `onEvent` may step the server or abort. */
  async ask(
    context: ProviderContext<P> = this.context(),
    onEvent: (event: StreamEvent) => void = () => undefined,
    more: Partial<ChatRequest> = {},
  ): Promise<Outcome> {
    const events: StreamEvent[] = [];
    let error: AppError | null = null;
    try {
      for await (const event of this.stream(context, more)) {
        events.push(event);
        onEvent(event);
      }
    } catch (caught) {
      if (!(caught instanceof AppError)) throw caught;
      error = caught;
    }
    expectGrammar(events, error);
    return { events, reply: events.reduce(reduceStream, emptyReply), error };
  }
}

/** Runs a check with a fresh fake and a fresh adapter. */
export async function withRig<P extends Provider>(
  subject: ContractSubject<P>,
  options: FakeProviderOptions,
  check: (rig: Rig<P>) => Promise<void>,
): Promise<void> {
  const server = await startFakeProvider({ protocol: subject.protocol ?? 'http1', ...options });
  try {
    await check(new Rig(subject, server));
  } finally {
    await server.close();
  }
}
