/**
 * Two checks inside the SDK's own pipeline, where nothing else can reach. Nearest to the wire, a stream has to be a stream of
 * frames and within bounds before the SDK's parser sees it. Inside the retry loop, a server that asks for a long wait ends
 * the loop: the SDK would sit it out in silence, while a person can be told, wait, or choose another model.
 */
import type { MiddlewareStack } from '@smithy/types';
import { AppError } from '../../../shared/errors.ts';
import { retryAfterSeconds } from '../httpFailure.ts';
import { guardFrames } from './guardFrames.ts';

/** The longest wait, in seconds, that passes for slowness of the network. */
const longestSilentWaitSeconds = 2;

const streamType = 'application/vnd.amazon.eventstream';

/** A refusal that asked for a long wait, so that the retry loop lets it out. Its cause is what the SDK made of the refusal. */
export class LongWait extends Error {
  override readonly name = 'LongWait';
  override readonly cause: unknown;

  constructor(cause: unknown) {
    super('The server asked for a long wait');
    this.cause = cause;
  }
}

interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: AsyncIterable<Uint8Array>;
}

function isReply(value: unknown): value is Reply {
  return (
    typeof value === 'object' &&
    value !== null &&
    'statusCode' in value &&
    'headers' in value &&
    'body' in value
  );
}

function guardReply(reply: Reply): void {
  if (reply.statusCode !== 200) return;
  if (reply.headers['content-type']?.startsWith(streamType) !== true) {
    throw new AppError('provider/unexpected-reply', 'The server answered with something else than a stream', {
      details: { status: reply.statusCode },
    });
  }
  reply.body = guardFrames(reply.body);
}

function waitAskedFor(caught: unknown): number {
  if (!(caught instanceof Error) || !('$response' in caught) || !isReply(caught.$response)) return 0;
  return retryAfterSeconds(caught.$response.headers['retry-after'] ?? null, Date.now()) ?? 0;
}

/** Ends the retry loop of a client where it would wait for long, with a {@link LongWait}. */
export function addRetryGuard<Input extends object, Output extends object>(
  stack: Pick<MiddlewareStack<Input, Output>, 'add'>,
): void {
  stack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (caught) {
        throw waitAskedFor(caught) > longestSilentWaitSeconds ? new LongWait(caught) : caught;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'switchyardRetryGuard' },
  );
}

/** Checks every reply of a client that only streams, before the SDK parses it. */
export function addReplyGuard<Input extends object, Output extends object>(
  stack: Pick<MiddlewareStack<Input, Output>, 'add'>,
): void {
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      if (isReply(result.response)) guardReply(result.response);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'switchyardReplyGuard' },
  );
}
