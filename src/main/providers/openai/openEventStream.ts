/**
 * Opens a stream of server-sent events: the SDK sends the request and parses the events, our guard stands between the two.
 * The terminal marker is not looked for here; that is the mapper's part.
 */
import { guardBody } from '../guardBody.ts';
import { unexpectedReply } from '../httpFailure.ts';
import { at, parseJson } from '../readJson.ts';
import { readAtMost } from '../readAtMost.ts';
import type { Watch } from '../watchStream.ts';
import type { OpenAiSession } from './OpenAiSessions.ts';

const answerBytes = 64 * 1024;

export interface EventStream {
  /** Parsed JSON, one value an event. */
  readonly events: AsyncIterable<unknown>;
  readonly requestId: string | undefined;
  readonly sawDone: () => boolean;
}

/**
 * Sends the request and checks that the answer is a stream. Throws `provider/unexpected-reply` for HTML and for JSON, unless
 * the JSON is an error that a gateway sent with the wrong status; then that error.
 */
export async function openEventStream(
  { sdk, client, about, failInStream }: OpenAiSession,
  request: { asResponse(): Promise<Response> },
  watch: Watch,
): Promise<EventStream> {
  const response = await request.asResponse();
  const contentType = response.headers.get('content-type') ?? '';
  if (response.body === null || /^(text\/html|application\/json)\b/i.test(contentType)) {
    const body = parseJson(await readAtMost(response.body, answerBytes));
    // A whole response that came instead of a stream has an `error` too, which is null.
    if ((at(body, 'error') ?? null) !== null) throw failInStream(body);
    throw unexpectedReply(about.host, response.status);
  }
  const guarded = guardBody(response.body, watch.alive);
  const events = sdk.Stream.fromSSEResponse<unknown>(
    new Response(guarded.body, { headers: response.headers }),
    new AbortController(),
    client,
  );
  return {
    events,
    requestId: response.headers.get('x-request-id') ?? undefined,
    sawDone: guarded.sawDone,
  };
}
