import type { ModelInfo } from '../../../shared/model.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import type { ChatProvider, ChatRequest, ProviderContext } from '../../providers/ChatProvider.ts';

/** What a test tells a stream to do next. */
type Step =
  | { readonly kind: 'event'; readonly event: StreamEvent }
  | { readonly kind: 'fail'; readonly error: unknown }
  | { readonly kind: 'end' };

/** One request that reached the provider, and the hand that steers its reply. */
export class ScriptedStream {
  readonly request: ChatRequest;
  readonly context: ProviderContext;
  /** Whether the consumer has let go of it, or it came to its own end. */
  closed = false;
  readonly #steps: Step[] = [];
  #wake: () => void = () => undefined;

  constructor(request: ChatRequest, context: ProviderContext) {
    this.request = request;
    this.context = context;
  }

  push(...events: readonly StreamEvent[]): void {
    for (const event of events) this.#add({ kind: 'event', event });
  }

  text(delta: string, block = 0): void {
    this.push({ type: 'text', block, delta });
  }

  /** Ends as a complete reply does. */
  finish(): void {
    this.push({ type: 'usage', usage: { input: 3, output: 5 } }, { type: 'stop', reason: 'end' });
  }

  fail(error: unknown): void {
    this.#add({ kind: 'fail', error });
  }

  /** Ends without a stop, as no adapter may. */
  breakOff(): void {
    this.#add({ kind: 'end' });
  }

  async *events(isDeaf: boolean): AsyncGenerator<StreamEvent> {
    const { signal } = this.context;
    signal.addEventListener('abort', () => {
      this.#wake();
    });
    try {
      for (;;) {
        if (signal.aborted && !isDeaf) {
          yield { type: 'stop', reason: 'cancelled' };
          return;
        }
        const step = this.#steps.shift();
        if (step === undefined) await this.#wait();
        else if (step.kind === 'event') yield step.event;
        else if (step.kind === 'fail') throw step.error;
        else return;
      }
    } finally {
      this.closed = true;
    }
  }

  #add(step: Step): void {
    this.#steps.push(step);
    this.#wake();
  }

  async #wait(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** A provider whose replies are steered by the test. It obeys the abort signal unless it is deaf. */
export class ScriptedProvider implements ChatProvider {
  readonly streams: ScriptedStream[] = [];
  isDeaf = false;

  stream(request: ChatRequest, context: ProviderContext): AsyncIterable<StreamEvent> {
    const stream = new ScriptedStream(request, context);
    this.streams.push(stream);
    return stream.events(this.isDeaf);
  }

  async listModels(): Promise<readonly ModelInfo[]> {
    return [];
  }

  /** The newest stream. Throws when nothing was asked. */
  get last(): ScriptedStream {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('The provider was not asked.');
    return stream;
  }
}
