import type { ResponseStream } from '@aws-sdk/client-sagemaker-runtime';
import { AppError } from '../../../shared/errors.ts';
import { parseJson } from '../readJson.ts';
import { containerFailureIn } from './sageMakerFailure.ts';
import type { SageMakerFailureContext } from './sageMakerFailure.ts';
import { SseBuffer } from './SseBuffer.ts';

/** The chat wire's chunks out of the parts of a payload, and whether they ended as that wire ends. */
export class ContainerReply {
  readonly #context: SageMakerFailureContext;
  #done: 'not-yet' | 'done' = 'not-yet';

  constructor(context: SageMakerFailureContext) {
    this.#context = context;
  }

  readonly sawDone = (): boolean => this.#done === 'done';

  /** Parsed JSON, one value an event. Throws what the container tells of itself, and what the SDK throws. */
  async *chunks(parts: AsyncIterable<ResponseStream>, alive: () => void): AsyncGenerator<unknown> {
    const buffer = new SseBuffer();
    for await (const { PayloadPart: part } of parts) {
      alive();
      if (part?.Bytes !== undefined) yield* this.#parse(buffer.push(part.Bytes));
    }
    yield* this.#parse(buffer.end());
  }

  *#parse(events: readonly string[]): Generator<unknown> {
    for (const data of events) {
      if (data.trim() === '[DONE]') this.#done = 'done';
      else if (data.trim() !== '') yield this.#chunk(data);
    }
  }

  #chunk(data: string): unknown {
    const chunk = parseJson(data);
    if (chunk === undefined) {
      throw new AppError('provider/unexpected-reply', 'The container sent an event that is not JSON');
    }
    const failure = containerFailureIn(chunk, this.#context);
    if (failure !== null) throw failure;
    return chunk;
  }
}
