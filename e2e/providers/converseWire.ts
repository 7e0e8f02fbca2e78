/**
 * Bedrock's ConverseStream: binary frames, each with the JSON of one member of the output union without its key. The
 * terminal marker is `messageStop`; usage follows it in `metadata`. Text and reasoning blocks have no start event.
 */
import type { FakeUsage, Finish, HttpFailure } from './behaviour.ts';
import { eventStreamFrame } from './eventStreamFrame.ts';
import type { DeltaKind, HttpAnswer, ReplyIdentity, WireWriter } from './Wire.ts';

const stopReasons: Readonly<Record<Finish, string>> = {
  end: 'end_turn',
  length: 'max_tokens',
  filter: 'content_filtered',
  tool: 'tool_use',
  context: 'model_context_window_exceeded',
};

const inStreamExceptions = {
  overloaded: ['serviceUnavailableException', 'The service is temporarily unavailable.'],
  'rate-limited': ['throttlingException', 'Too many requests, please wait before trying again.'],
  'context-too-long': ['validationException', 'Input is too long for requested model.'],
} as const;

function frame(messageType: 'event' | 'exception', type: string, body: string): Uint8Array {
  return eventStreamFrame(
    {
      ':message-type': messageType,
      [messageType === 'event' ? ':event-type' : ':exception-type']: type,
      ':content-type': 'application/json',
    },
    Buffer.from(body),
  );
}

const event = (type: string, fields: object): Uint8Array => frame('event', type, JSON.stringify(fields));

/** Writes one ConverseStream reply. */
export class ConverseWriter implements WireWriter {
  readonly headers: Readonly<Record<string, string>>;
  #block = -1;
  #kind: 'text' | 'reasoning' | null = null;

  constructor(identity: ReplyIdentity) {
    this.headers = {
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-requestid': identity.id,
    };
  }

  opening(): readonly Uint8Array[] {
    return [event('messageStart', { role: 'assistant', p: 'abcdef' })];
  }

  delta(kind: DeltaKind, text: string): readonly Uint8Array[] {
    // ConverseStream has no refusals: a model that refuses says so in its text.
    const blockKind = kind === 'reasoning' ? 'reasoning' : 'text';
    const opened: Uint8Array[] = [];
    if (this.#kind !== blockKind) {
      opened.push(...this.#closeBlock());
      this.#block += 1;
      this.#kind = blockKind;
    }
    const delta = blockKind === 'text' ? { text } : { reasoningContent: { text } };
    return [...opened, event('contentBlockDelta', { contentBlockIndex: this.#block, delta, p: 'abc' })];
  }

  closing(finish: Finish, usage: FakeUsage): readonly Uint8Array[] {
    const cacheReadInputTokens = usage.cacheRead ?? 0;
    const cacheWriteInputTokens = usage.cacheWrite ?? 0;
    return [
      ...this.#closeBlock(),
      event('messageStop', { stopReason: stopReasons[finish] }),
      event('metadata', {
        usage: {
          inputTokens: usage.input,
          outputTokens: usage.output,
          totalTokens: usage.input + cacheReadInputTokens + cacheWriteInputTokens + usage.output,
          cacheReadInputTokens,
          cacheWriteInputTokens,
        },
        metrics: { latencyMs: 12 },
      }),
    ];
  }

  failure(kind: keyof typeof inStreamExceptions): readonly Uint8Array[] {
    const [type, message] = inStreamExceptions[kind];
    return [frame('exception', type, JSON.stringify({ message }))];
  }

  malformed(): Uint8Array {
    return frame('event', 'contentBlockDelta', '{"contentBlockIndex":0,"delta":');
  }

  #closeBlock(): readonly Uint8Array[] {
    if (this.#kind === null) return [];
    const signature =
      this.#kind === 'reasoning'
        ? [
            event('contentBlockDelta', {
              contentBlockIndex: this.#block,
              delta: { reasoningContent: { signature: 'ZmFrZS1zaWduYXR1cmU=' } },
            }),
          ]
        : [];
    this.#kind = null;
    return [...signature, event('contentBlockStop', { contentBlockIndex: this.#block })];
  }
}

const refusals: Readonly<Record<HttpFailure, readonly [status: number, type: string, message: string]>> = {
  'key-refused': [
    403,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  ],
  'session-expired': [403, 'ExpiredTokenException', 'The security token included in the request is expired'],
  'access-denied': [
    403,
    'AccessDeniedException',
    'User: arn:aws:iam::111122223333:user/fake is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:us-east-1::foundation-model/fake',
  ],
  'unknown-model': [400, 'ValidationException', 'The provided model identifier is invalid.'],
  'wrong-path': [404, 'UnknownOperationException', ''],
  'context-too-long': [400, 'ValidationException', 'Input is too long for requested model.'],
  'bad-request': [400, 'ValidationException', 'A conversation must start with a user message.'],
  'rate-limited': [429, 'ThrottlingException', 'Too many requests, please wait before trying again.'],
  quota: [400, 'ServiceQuotaExceededException', 'Your account exceeds the quota of this model.'],
  overloaded: [503, 'ServiceUnavailableException', 'The service is temporarily unavailable.'],
};

/** The HTTP answer of Bedrock to a request that it refuses. A refused credential is repeated, as a careless gateway would. */
export function converseRefusal(failure: HttpFailure, context: { secret: string }): HttpAnswer {
  const [status, type, message] = refusals[failure];
  const told = failure === 'key-refused' ? `${message} (${context.secret})` : message;
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
    body: JSON.stringify({ message: told }),
  };
}
