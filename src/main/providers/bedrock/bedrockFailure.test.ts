import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import { bedrockFailure, openAiWireFailure } from './bedrockFailure.ts';
import { LongWait } from '../aws/replyGuards.ts';

const connection: ConnectionOf<'bedrock'> = {
  id: newId<ConnectionId>(),
  provider: 'bedrock',
  name: 'B',
  region: 'us-east-1',
  auth: { kind: 'access-key' },
  createdAt: 0,
  updatedAt: 0,
};
const secret = {
  aws: { accessKeyId: 'AKIACANARY000000', secretAccessKey: 'canary/secret', sessionToken: 'canary-token' },
};
const context = { connection, secret, modelId: 'vendor.model', now: 0 };

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An exception as the SDK throws it: the response is there and not enumerable, unless it came inside a stream. */
function exception(name: string, message: string, { status, headers = {} }: Reply = {}): Error {
  const error = Object.assign(new Error(message), { name, $fault: 'client' });
  if (status === undefined) return error;
  Object.assign(error, { $metadata: { httpStatusCode: status, requestId: 'req-1' } });
  return Object.defineProperty(error, '$response', { value: { statusCode: status, headers, body: '' } });
}

describe('one name, one meaning', () => {
  test.each([
    ['ThrottlingException', 'Too many requests', 'provider/rate-limited'],
    ['ThrottlingException', 'Too many tokens per day, please wait', 'provider/quota'],
    ['ServiceQuotaExceededException', 'Your account exceeds the quota', 'provider/quota'],
    ['ValidationException', 'Input is too long for requested model.', 'provider/context-too-long'],
    [
      'ValidationException',
      'The model returned: prompt is too long: 210000 tokens > 200000 maximum',
      'provider/context-too-long',
    ],
    [
      'ValidationException',
      'input length and `max_tokens` exceed context limit: 1 + 2 > 3',
      'provider/context-too-long',
    ],
    ['ValidationException', 'The provided model identifier is invalid.', 'provider/unknown-model'],
    ['ValidationException', 'Malformed input request', 'provider/bad-request'],
    ['ResourceNotFoundException', 'Could not resolve the foundation model', 'provider/unknown-model'],
    [
      'ResourceNotFoundException',
      'This model version has reached the end of its life.',
      'provider/unknown-model',
    ],
    ['ValidationException', 'The requested model is not supported in this region.', 'provider/wrong-region'],
    [
      'AccessDeniedException',
      "You don't have access to the model with the specified model ID.",
      'provider/not-enabled',
    ],
    [
      'AccessDeniedException',
      'User: x is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: y',
      'provider/access-denied',
    ],
    [
      'ValidationException',
      "The model 'openai.gpt-5.4' isn't supported on this route",
      'provider/unsupported-route',
    ],
    [
      'ResourceNotFoundException',
      'Model use case details have not been submitted for this account.',
      'provider/not-enabled',
    ],
    [
      'AccessDeniedException',
      'Authentication failed: Please make sure your API Key is valid.',
      'provider/key-refused',
    ],
    ['AccessDeniedException', 'Bearer Token has expired', 'provider/session-expired'],
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      'provider/session-expired',
    ],
    [
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
      'provider/key-refused',
    ],
    ['ServiceUnavailableException', 'Try later', 'provider/overloaded'],
    ['InternalServerException', 'Oops', 'provider/overloaded'],
    ['ModelNotReadyException', 'Loading', 'provider/overloaded'],
    ['ModelStreamErrorException', 'The model broke off', 'provider/overloaded'],
  ])('%s «%s» is %s, with and without a status', (name, message, code) => {
    expect(bedrockFailure(exception(name, message, { status: 400 }), context).code).toBe(code);
    expect(bedrockFailure(exception(name, message), context).code).toBe(code);
  });
});

test('says which model, which region, what the server said and how to ask about it', () => {
  const message =
    'Invocation of model ID vendor.model with on-demand throughput isn’t supported. Retry with an inference profile.';
  expect(bedrockFailure(exception('ValidationException', message, { status: 400 }), context)).toMatchObject({
    code: 'provider/needs-profile',
    retryable: false,
    details: {
      host: 'bedrock-runtime.us-east-1.amazonaws.com',
      modelId: 'vendor.model',
      region: 'us-east-1',
      status: 400,
      requestId: 'req-1',
      providerMessage: message,
    },
  });
});

describe('a permission that is missing', () => {
  const refused = (message: string) => exception('AccessDeniedException', message, { status: 403 });

  test('is the one that the refusal names', () => {
    const said =
      'User: arn:aws:sts::111122223333:assumed-role/dev/me is not authorized to perform: bedrock:InvokeModel on resource: r';
    const failure = bedrockFailure(refused(said), { ...context, iamAction: 'bedrock:Other' });
    expect(failure.details.iamAction).toBe('bedrock:InvokeModel');
  });

  test('is the one that the request needs where the refusal names none', () => {
    const failure = bedrockFailure(refused('No.'), { ...context, iamAction: 'bedrock:ListFoundationModels' });
    expect(failure.details.iamAction).toBe('bedrock:ListFoundationModels');
  });
});

describe('a parameter that is refused', () => {
  test.each([
    ["This model doesn't support the temperature field. Remove temperature and try again.", 'temperature'],
    ['Malformed input request: #: extraneous key [top_k] is not permitted, please reformat.', 'top_k'],
    ['`temperature` and `top_p` cannot both be specified for this model. Please use only one.', 'topP'],
    ['The model returned: `temperature` may only be set to 1 when thinking is enabled.', 'temperature'],
    ["Unknown parameter: 'thinking'.", 'thinking'],
    ['thinking.type.enabled is not supported for this model.', 'thinking.type.enabled'],
    ['Latency performance configuration is not supported for this model.', 'performanceConfig'],
    ['The provided service tier is not supported by this model.', 'serviceTier'],
  ])('«%s» names %s', (message, parameter) => {
    const failure = bedrockFailure(exception('ValidationException', message, { status: 400 }), context);
    expect(failure).toMatchObject({ code: 'provider/bad-request', details: { parameter } });
  });

  test('may be the cache point, which a model without a cache refuses as if it were forbidden', () => {
    const said = 'You invoked an unsupported model or your request did not allow prompt caching.';
    const failure = bedrockFailure(exception('AccessDeniedException', said, { status: 403 }), context);
    expect(failure).toMatchObject({ code: 'provider/bad-request', details: { parameter: 'cachePoint' } });
  });

  test('is not guessed', () => {
    const failure = bedrockFailure(
      exception('ValidationException', 'Malformed input.', { status: 400 }),
      context,
    );
    expect(failure.details.parameter).toBeUndefined();
  });
});

describe('on OpenAI’s wires', () => {
  const wire = (code: ErrorCode, status: number, providerMessage: string) =>
    openAiWireFailure(new AppError(code, 'x', { details: { status, providerMessage } }), context);

  test.each([
    [404, "model `openai.gpt-5.4` isn't supported on this route", 'provider/unsupported-route'],
    [400, "The model does not support the '/v1/chat/completions' API", 'provider/unsupported-route'],
    [400, "Invocation with on-demand throughput isn't supported.", 'provider/needs-profile'],
    [403, "You don't have access to the model with the specified model ID.", 'provider/not-enabled'],
    [403, 'Bearer Token has expired', 'provider/session-expired'],
    [401, 'Authentication failed', 'provider/key-refused'],
    [400, 'Something else', 'provider/bad-request'],
  ] as const)('%i «%s» is %s', (status, message, code) => {
    expect(wire('provider/bad-request', status, message)).toMatchObject({
      code,
      details: { region: 'us-east-1' },
    });
  });

  test('name the permission of mantle', () => {
    const said = 'User is not authorized to perform: bedrock-mantle:CreateInference on resource: *';
    expect(wire('provider/access-denied', 403, said).details.iamAction).toBe(
      'bedrock-mantle:CreateInference',
    );
  });

  test('leave other failures alone', () => {
    expect(wire('network/reset', 0, 'isn’t supported on this route').code).toBe('network/reset');
    expect(wire('provider/overloaded', 503, "isn't supported on this route").code).toBe(
      'provider/overloaded',
    );
  });
});

test('a wait that was asked for is passed on, out of the retry loop as well', () => {
  const refused = exception('ThrottlingException', 'Slow down', {
    status: 429,
    headers: { 'retry-after': '12' },
  });
  for (const thrown of [refused, new LongWait(refused)]) {
    expect(bedrockFailure(thrown, context)).toMatchObject({
      code: 'provider/rate-limited',
      retryable: true,
      details: { retryAfterSeconds: 12 },
    });
  }
});

test('an expired session of a profile names the profile', () => {
  const work = {
    ...context,
    connection: { ...connection, auth: { kind: 'profile', profile: 'work' } as const },
  };
  expect(bedrockFailure(exception('ExpiredTokenException', 'expired', { status: 403 }), work)).toMatchObject({
    code: 'provider/session-expired',
    details: { profile: 'work' },
  });
});

test('what is answered to a refused signature is not repeated: it quotes the request', () => {
  const failure = bedrockFailure(
    exception('InvalidSignatureException', 'The Canonical String should have been x-amz-security-token:abc', {
      status: 403,
    }),
    context,
  );
  expect(failure.code).toBe('provider/key-refused');
  expect(failure.details.providerMessage).toBeUndefined();
});

test('a page of HTML comes from something else than Bedrock', () => {
  const page = exception('SyntaxError', 'Unexpected token <', {
    status: 403,
    headers: { 'content-type': 'text/html' },
  });
  expect(bedrockFailure(page, context).code).toBe('provider/unexpected-reply');
});

describe('the way to the server', () => {
  const notFound = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

  test.each([
    'us-east-1',
    'eu-central-2',
    'us-gov-west-1',
    'ap-southeast-5',
    'eusc-de-east-1',
    'cn-north-1',
    'mx-central-1',
  ])('a host that is not found in %s may be a lost network', (region) => {
    const failure = bedrockFailure(notFound, { ...context, connection: { ...connection, region } });
    expect(failure.code).toBe('network/host-not-found');
  });

  test.each(['us-esat-1', 'xx-west-1', 'europe-west-1'])('in %s it is the region', (region) => {
    const failure = bedrockFailure(notFound, { ...context, connection: { ...connection, region } });
    expect(failure).toMatchObject({ code: 'provider/wrong-region', details: { region } });
  });

  test('an endpoint of one’s own is not judged by the region', () => {
    const own = { ...connection, region: 'us-esat-1', endpoint: 'https://gateway.example' };
    expect(bedrockFailure(notFound, { ...context, connection: own })).toMatchObject({
      code: 'network/host-not-found',
      details: { host: 'gateway.example' },
    });
  });
});

test('an AppError passes as it is', () => {
  const error = new AppError('stream/too-large', 'x');
  expect(bedrockFailure(error, context)).toBe(error);
});

test.prop([fc.string(), fc.string(), fc.option(fc.integer({ min: 300, max: 599 }), { nil: undefined })])(
  'no secret survives, whatever the server puts where',
  (name, noise, status) => {
    const { accessKeyId, secretAccessKey, sessionToken } = secret.aws;
    const said = `${noise} ${accessKeyId} ${secretAccessKey} ${sessionToken} ${noise}`;
    const failure = bedrockFailure(
      exception(`${name}${secretAccessKey}`, said, status === undefined ? {} : { status }),
      context,
    );
    expect(JSON.stringify([failure.toInfo(), failure.stack, failure.cause])).not.toMatch(/canary/i);
  },
);
