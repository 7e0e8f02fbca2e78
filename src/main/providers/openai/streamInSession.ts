import { AppError } from '../../../shared/errors.ts';
import type { StreamEvent } from '../../../shared/stream.ts';
import { streamReply, type ReplyMapper, type ReplyOptions } from '../streamReply.ts';
import type { Watch } from '../watchStream.ts';
import type { OpenAiSession, OpenSession } from './OpenAiSessions.ts';

export interface SessionReplyOptions extends Omit<ReplyOptions<unknown>, 'open' | 'toAppError'> {
  readonly openSession: OpenSession;
  /** Sends the request within the session. */
  readonly open: (
    session: OpenAiSession,
    watch: Watch,
  ) => Promise<{ readonly chunks: AsyncIterable<unknown>; readonly mapper: ReplyMapper<unknown> }>;
}

/** Streams one reply, sign-in included: an abort ends the wait for a token as it ends the wait for a word. */
export async function* streamInSession(
  options: SessionReplyOptions,
): AsyncGenerator<StreamEvent, void, undefined> {
  let session: OpenAiSession | null = null;
  yield* streamReply<unknown>({
    ...options,
    open: async (watch) => {
      session = await options.openSession();
      return options.open(session, watch);
    },
    toAppError: (caught) =>
      session?.toAppError(caught) ??
      new AppError('internal', 'The sign-in failed in an unforeseen way', { cause: caught }),
  });
}
