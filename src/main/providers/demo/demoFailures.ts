/**
 * Failures that the demo model plays on request, so that a person (and a test) can see how each is told. They are the same
 * codes, with the same details, that a real adapter throws.
 */
import { AppError } from '../../../shared/errors.ts';
import type { StopReason } from '../../../shared/stream.ts';

/** How an answer of the demo model ends when it does not simply end. */
export type DemoEnding =
  | { readonly type: 'throws'; readonly failure: (modelId: string) => AppError }
  | { readonly type: 'stops'; readonly reason: StopReason };

/** An ending and what is said before it. */
export interface DemoFailure {
  readonly textBefore: string;
  readonly ending: DemoEnding;
}

const throws = (textBefore: string, failure: (modelId: string) => AppError): DemoFailure => ({
  textBefore,
  ending: { type: 'throws', failure },
});

const stops = (textBefore: string, reason: StopReason): DemoFailure => ({
  textBefore,
  ending: { type: 'stops', reason },
});

/** The failures by the words that ask for them. */
export const demoFailures: ReadonlyMap<string, DemoFailure> = new Map([
  [
    'error',
    throws(
      '',
      () =>
        new AppError('provider/overloaded', 'The demo model plays an overloaded service.', {
          retryable: true,
          details: { status: 503, providerMessage: 'This is only the demo: nothing is really overloaded.' },
        }),
    ),
  ],
  [
    'rate limit',
    throws(
      '',
      () =>
        new AppError('provider/rate-limited', 'The demo model plays a rate limit.', {
          retryable: true,
          details: { status: 429, retryAfterSeconds: 12 },
        }),
    ),
  ],
  [
    'quota',
    throws(
      '',
      () =>
        new AppError('provider/quota', 'The demo model plays an account without credit.', {
          details: { status: 402 },
        }),
    ),
  ],
  [
    'refused key',
    throws(
      '',
      () =>
        new AppError('provider/key-refused', 'The demo model plays a refused key.', {
          details: { status: 401 },
        }),
    ),
  ],
  [
    'no access',
    throws(
      '',
      (modelId) =>
        new AppError('provider/access-denied', 'The demo model plays a missing permission.', {
          details: { status: 403, modelId },
        }),
    ),
  ],
  [
    'too long',
    throws(
      '',
      (modelId) =>
        new AppError('provider/context-too-long', 'The demo model plays a conversation that is too long.', {
          details: { status: 400, modelId, limit: 8192 },
        }),
    ),
  ],
  [
    'cut',
    throws(
      'This sentence is about to lose its connection, and what has arrived of it is kept, down to the last wo',
      () =>
        new AppError('stream/truncated', 'The demo model plays a broken connection.', { retryable: true }),
    ),
  ],
  ['filter', stops('A filter of the provider ends this answer here, before it could say', 'filter')],
  [
    'length limit',
    stops(
      'This answer was given very few tokens to spend, and it has spent them all before reaching',
      'length',
    ),
  ],
]);
