/** `GET /models` and other small questions that are answered with JSON, each bounded in time and size. */
import type { Clock } from '../../../shared/clock.ts';
import type { ModelInfo } from '../../../shared/model.ts';
import { unexpectedReply } from '../httpFailure.ts';
import { readAtMost } from '../readAtMost.ts';
import { parseJson } from '../readJson.ts';
import type { RequestBody } from '../requestBody.ts';
import { withDeadline } from '../watchStream.ts';
import type { OpenAiSession } from './OpenAiSessions.ts';
import { parseModelList } from './parseModelList.ts';

const answerBytes = 16 * 1024 * 1024;

/** A question: where below the base URL (or at which absolute URL), and how its answer is read. */
export interface Question<T> {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, where a server wants to be asked by POST. */
  readonly post?: RequestBody;
  /** Gives null for an answer that is not what was asked for. */
  readonly read: (body: unknown) => T | null;
}

export interface AskOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long the answer may take, in milliseconds; null waits for ever. */
  readonly ms: number | null;
}

/** Asks for JSON. Throws `AppError`: `provider/unexpected-reply` for an answer that `read` does not know. */
export async function askFor<T>(
  session: OpenAiSession,
  { path, query, post, read }: Question<T>,
  options: AskOptions,
): Promise<T> {
  const { client, about, requestOptions, toAppError } = session;
  try {
    return await withDeadline(async (signal) => {
      const request = { ...requestOptions, query, signal };
      const asked =
        post === undefined ? client.get(path, request) : client.post(path, { ...request, body: post });
      const response = await asked.asResponse();
      const answer = read(parseJson(await readAtMost(response.body, answerBytes)));
      if (answer === null) throw unexpectedReply(about.host, response.status);
      return answer;
    }, options);
  } catch (caught) {
    throw toAppError(caught);
  }
}

/** The models of a server in the list that nearly all of them have. Throws `AppError`. */
export async function askForModels(
  session: OpenAiSession,
  options: AskOptions & Partial<Question<readonly ModelInfo[]>>,
): Promise<readonly ModelInfo[]> {
  const { path = '/models', query, read = parseModelList } = options;
  return askFor(session, { path, query, read }, options);
}
