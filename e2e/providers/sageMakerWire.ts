/**
 * SageMaker's InvokeEndpointWithResponseStream in front of a container that speaks Chat Completions: the container's bytes in
 * binary frames, cut where nobody expects it, because SageMaker knows nothing of lines.
 */
import type { FakeUsage, Finish, Framing, HttpFailure } from './behaviour.ts';
import { ChatWriter } from './chatWire.ts';
import { eventStreamFrame } from './eventStreamFrame.ts';
import type { DeltaKind, HttpAnswer, ReplyIdentity, WireWriter } from './Wire.ts';

/** Bytes in a part of a small event, and parts of a large one at most. */
const smallPart = 37;
const mostParts = 8;

function part(bytes: Uint8Array): Uint8Array {
  const headers = {
    ':message-type': 'event',
    ':event-type': 'PayloadPart',
    ':content-type': 'application/octet-stream',
  };
  return eventStreamFrame(headers, bytes);
}

function parts(bytes: Uint8Array): readonly Uint8Array[] {
  const size = Math.max(smallPart, Math.ceil(bytes.length / mostParts));
  const cut: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += size) cut.push(part(bytes.subarray(from, from + size)));
  return cut;
}

/** An exception of SageMaker's own inside a stream that began well. */
export function streamException(
  type: 'InternalStreamFailure' | 'ModelStreamError',
  fields: object,
): Uint8Array {
  const headers = {
    ':message-type': 'exception',
    ':exception-type': type,
    ':content-type': 'application/json',
  };
  return eventStreamFrame(headers, Buffer.from(JSON.stringify(fields)));
}

/** Writes one reply of an endpoint. */
export class SageMakerWriter implements WireWriter {
  readonly headers: Readonly<Record<string, string>>;
  readonly #container: ChatWriter;
  readonly #tail: 'sent' | 'missing';

  constructor(identity: ReplyIdentity, framing: Framing, usage: 'asked' | 'not-asked') {
    this.headers = {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-sagemaker-content-type': 'text/event-stream',
      'x-amzn-requestid': identity.id,
    };
    this.#container = new ChatWriter(identity, framing, usage);
    this.#tail = framing.tail ?? 'sent';
  }

  opening(): readonly Uint8Array[] {
    return this.#container.opening().flatMap(parts);
  }

  delta(kind: DeltaKind, text: string): readonly Uint8Array[] {
    return this.#container.delta(kind, text).flatMap(parts);
  }

  closing(finish: Finish, usage: FakeUsage): readonly Uint8Array[] {
    const written = Buffer.concat(this.#container.closing(finish, usage));
    return parts(this.#tail === 'sent' ? written : Buffer.from(written.toString().replace(/[\r\n]+$/, '')));
  }

  failure(kind: 'overloaded' | 'rate-limited' | 'context-too-long'): readonly Uint8Array[] {
    if (kind !== 'overloaded') return this.#container.failure(kind).flatMap(parts);
    return [streamException('InternalStreamFailure', { Message: 'The stream failed.' })];
  }

  malformed(): Uint8Array {
    return part(this.#container.malformed());
  }
}

/** What the container says, enclosed by SageMaker. */
function modelError(status: number, message: string): readonly [number, string, object] {
  const OriginalMessage = JSON.stringify({ object: 'error', message, type: 'BadRequestError', code: status });
  const Message = `Received client error (${String(status)}) from primary with message "${OriginalMessage}".`;
  return [
    424,
    'ModelError',
    { Message, OriginalStatusCode: status, OriginalMessage, LogStreamArn: 'arn:fake' },
  ];
}

type Refusal = readonly [status: number, type: string, body: object];

const refusals: Readonly<Record<HttpFailure, Refusal>> = {
  'key-refused': [
    403,
    'UnrecognizedClientException',
    { message: 'The security token included in the request is invalid.' },
  ],
  'session-expired': [
    403,
    'ExpiredTokenException',
    { message: 'The security token included in the request is expired' },
  ],
  'access-denied': [
    403,
    'AccessDeniedException',
    {
      Message:
        'User: arn:aws:iam::111122223333:user/me is not authorized to perform: ' +
        'sagemaker:InvokeEndpointWithResponseStream on resource: arn:aws:sagemaker:us-east-1:111122223333:endpoint/llm',
    },
  ],
  'unknown-model': [400, 'ValidationError', { Message: 'Endpoint llm of account 111122223333 not found.' }],
  'wrong-path': [404, 'UnknownOperationException', {}],
  'context-too-long': modelError(400, "This model's maximum context length is 4096 tokens."),
  'bad-request': modelError(400, 'Conversation roles must alternate.'),
  'rate-limited': [429, 'ThrottlingException', { message: 'Rate exceeded' }],
  quota: [400, 'ServiceQuotaExceededException', { message: 'The quota of this account is exceeded.' }],
  overloaded: [503, 'ServiceUnavailable', { Message: 'The service is unavailable. Try your call again.' }],
};

/** The HTTP answer to a request that is refused. A refused credential is repeated, as a careless gateway would. */
export function sageMakerRefusal(failure: HttpFailure, { secret }: { secret: string }): HttpAnswer {
  const [status, type, body] = refusals[failure];
  const told = failure === 'key-refused' ? { message: `The security token is invalid. (${secret})` } : body;
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
    body: JSON.stringify(told),
  };
}

/** Whether a request asks for as little as there is: what a client does that only wants to know whether anybody is there. */
export function asksForOneToken(body: string): boolean {
  return /"max_tokens":1[,}]/.test(body);
}

/** The reply to such a request. */
export function oneToken(identity: ReplyIdentity): HttpAnswer {
  const writer = new SageMakerWriter(identity, {}, 'not-asked');
  const events = [
    ...writer.opening(),
    ...writer.delta('text', 'Hi'),
    ...writer.closing('length', { input: 1, output: 1 }),
  ];
  return { status: 200, headers: writer.headers, body: Buffer.concat(events) };
}
