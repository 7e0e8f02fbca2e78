/** How OpenAI's servers, and those that copy them, refuse a request: a status and `{ error: { message, type, param, code } }`. */
import type { HttpFailure } from './behaviour.ts';
import type { HttpAnswer } from './Wire.ts';

interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
}

function refusalOf(failure: HttpFailure, model: string, secret: string): Refusal {
  switch (failure) {
    case 'key-refused':
    case 'session-expired':
      return {
        status: 401,
        type: 'invalid_request_error',
        code: 'invalid_api_key',
        message: `Incorrect API key provided: ${secret}.`,
      };
    case 'access-denied':
      return {
        status: 403,
        type: 'invalid_request_error',
        code: 'model_not_found',
        message: `Project does not have access to model ${model}`,
      };
    case 'unknown-model':
      return {
        status: 404,
        type: 'invalid_request_error',
        code: 'model_not_found',
        message: `The model \`${model}\` does not exist or you do not have access to it.`,
      };
    case 'wrong-path':
      return { status: 404, type: 'invalid_request_error', code: null, message: 'Invalid URL (POST /wrong)' };
    case 'context-too-long':
      return {
        status: 400,
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
        message: 'Your input exceeds the context window of this model.',
      };
    case 'bad-request':
      return {
        status: 400,
        type: 'invalid_request_error',
        code: 'unsupported_value',
        message: "Unsupported value: 'messages[0].role'.",
      };
    case 'rate-limited':
      return {
        status: 429,
        type: 'requests',
        code: 'rate_limit_exceeded',
        message: `Rate limit reached for ${model} on requests per min (RPM).`,
      };
    case 'quota':
      return {
        status: 429,
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
      };
    case 'overloaded':
      return {
        status: 500,
        type: 'server_error',
        code: null,
        message: 'The server had an error while processing your request.',
      };
  }
}

/** The HTTP answer of an OpenAI-like server to a request that it refuses. */
export function openAiRefusal(failure: HttpFailure, context: { model: string; secret: string }): HttpAnswer {
  const { status, type, code, message } = refusalOf(failure, context.model, context.secret);
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { message, type, param: null, code } }),
  };
}
