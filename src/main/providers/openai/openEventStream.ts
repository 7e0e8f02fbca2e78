/**
 * Opens a stream of server-sent events: the SDK sends the request and parses the events, our guard stands between the two.
 * The terminal marker is not looked for here; that is the mapper's part.
 */
import { guardBody } from '../guardBody.ts';
import { unexpectedReply } from '../httpFailure.ts';
import { at, parseJson } from '../readJson.ts';
import { readAtMost } from '../readAtMost.ts';
import type { RequestBody } from '../requestBody.ts';
import type { Watch } from '../watchStream.ts';
import type { OpenAiSession } from './OpenAiSessions.ts';

const answerBytes = 64 * 1024;

/** What is sent, and where to below the client's base URL. */
export interface StreamRequest {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body: RequestBody;
}

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
  session: OpenAiSession,
  { path, query, body }: StreamRequest,
  watch: Watch,
): Promise<EventStream> {
  const { sdk, client, about, failInStream } = session;
  const options = { ...session.requestOptions, query, body, signal: watch.signal, stream: true };
  const response = await client.post(path, options).asResponse();
  const contentType = response.headers.get('content-type') ?? '';
  if (response.body === null || /^(text\/html|application\/json)\b/i.test(contentType)) {
    const answer = parseJson(await readAtMost(response.body, answerBytes));
    // A whole response that came instead of a stream has an `error` too, which is null.
    if ((at(answer, 'error') ?? null) !== null) throw failInStream(answer);
    throw unexpectedReply(about.host, response.status);
  }
  const guarded = guardBody(response.body, watch.alive);
  const events = sdk.Stream.fromSSEResponse<unknown>(
    new Response(guarded.body, { headers: response.headers }),
    new AbortController(),
    client,
  );
  return { events, requestId: requestIdOf(response.headers), sawDone: guarded.sawDone };
}

/** Every cloud has its own name for it; the first is OpenAI's and that of most who copy it. */
const requestIdHeaders = ['x-request-id', 'apim-request-id', 'x-amzn-requestid', 'opc-request-id'] as const;

function requestIdOf(headers: Headers): string | undefined {
  const found = requestIdHeaders.map((name) => headers.get(name)).find((value) => value !== null);
  return found ?? undefined;
}
