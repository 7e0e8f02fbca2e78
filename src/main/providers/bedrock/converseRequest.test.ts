import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { reasoningEfforts } from '../../../shared/reasoning.ts';
import type { ChatRequest, ContextMessage, RequestParameters } from '../ChatProvider.ts';
import { toConverseRequest } from './converseRequest.ts';
import type { ConverseTarget } from './converseRequest.ts';

const user = (text: string): ContextMessage => ({ role: 'user', text });
const assistant = (text: string): ContextMessage => ({ role: 'assistant', text });
const target: ConverseTarget = { connection: { region: 'us-east-1' } };
const inputOf = (request: Partial<ChatRequest>, changed: Partial<ConverseTarget> = {}) =>
  toConverseRequest({ modelId: 'm', messages: [user('Hello?')], ...request }, { ...target, ...changed })
    .input;
const sent = (messages: readonly ContextMessage[]) => inputOf({ messages }).messages ?? [];

test('sends the path as it is, and no parameter of its own', () => {
  expect(inputOf({ modelId: 'us.vendor.model', messages: [user('a'), assistant('b'), user('c')] })).toEqual({
    modelId: 'us.vendor.model',
    messages: [
      { role: 'user', content: [{ text: 'a' }] },
      { role: 'assistant', content: [{ text: 'b' }] },
      { role: 'user', content: [{ text: 'c' }] },
    ],
  });
});

test('a reply that failed before its first word leaves two prompts, which become one message', () => {
  expect(sent([user('a'), assistant(' '), user('b')])).toEqual([
    { role: 'user', content: [{ text: 'a' }, { text: 'b' }] },
  ]);
});

const anyMessage = fc.record({
  role: fc.constantFrom('user' as const, 'assistant' as const),
  text: fc.oneof(fc.string(), fc.constantFrom('', ' ', '\n')),
});

test.prop([fc.array(anyMessage)])('roles alternate, a user begins, and no text is blank', (messages) => {
  const result = sent(messages);
  result.forEach(({ role, content }, index) => {
    expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant');
    expect(content?.every((block) => block.text !== undefined && block.text.trim() !== '')).toBe(true);
  });
});

test.prop([fc.array(anyMessage)])('no word of a user is lost', (messages) => {
  const words = sent(messages).flatMap(({ role, content }) =>
    role === 'user' ? (content ?? []).map((block) => block.text) : [],
  );
  expect(words).toEqual(
    messages.filter(({ role, text }) => role === 'user' && text.trim() !== '').map(({ text }) => text),
  );
});

const claude = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

describe('parameters', () => {
  const parameters: RequestParameters = {
    temperature: 0.2,
    topP: 0.9,
    maxOutput: 2_000,
    stop: ['END'],
    serviceTier: 'flex',
    latency: 'optimized',
  };

  test('go where the wire wants them, and the system prompt first', () => {
    expect(inputOf({ system: 'Be brief.', parameters })).toMatchObject({
      system: [{ text: 'Be brief.' }],
      inferenceConfig: { temperature: 0.2, topP: 0.9, maxTokens: 2_000, stopSequences: ['END'] },
      serviceTier: { type: 'flex' },
      performanceConfig: { latency: 'optimized' },
    });
  });

  test('that were not set are not there', () => {
    expect(Object.keys(inputOf({ system: ' ', parameters: {} })).toSorted()).toEqual(['messages', 'modelId']);
    expect(inputOf({ parameters: { serviceTier: 'auto', stop: [] } })).not.toHaveProperty('serviceTier');
  });

  test('that the model has refused are not sent again, whatever it called them', () => {
    const refused = [
      'temperature',
      'top_p',
      'max_tokens',
      'stop',
      'service_tier',
      'performanceConfig.latency',
    ];
    expect(Object.keys(inputOf({ parameters }, { refused })).toSorted()).toEqual(['messages', 'modelId']);
  });

  test('that cannot go with thinking are left out, and that is said', () => {
    const request: ChatRequest = {
      modelId: claude,
      messages: [user('Hello?')],
      parameters: { ...parameters, maxOutput: 8_000, reasoningEffort: 'low' },
    };
    const { input, leftOut } = toConverseRequest(request, target);
    expect(input.inferenceConfig).toEqual({ maxTokens: 8_000, stopSequences: ['END'] });
    expect(input.additionalModelRequestFields).toEqual({
      thinking: { type: 'enabled', budget_tokens: 4_096 },
    });
    expect(leftOut).toEqual(['temperature', 'topP']);
  });

  test('of a person’s own come last and win', () => {
    const request = {
      modelId: 'us.anthropic.claude-opus-5-5',
      parameters: { reasoningEffort: 'high' },
      extraBody: { output_config: { effort: 'max' }, top_k: 5 },
    } as const;
    expect(inputOf(request).additionalModelRequestFields).toEqual({
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'max' },
      top_k: 5,
    });
    const refused = ['thinking.display'];
    expect(inputOf(request, { refused }).additionalModelRequestFields).toMatchObject({
      thinking: { type: 'adaptive' },
    });
  });
});

test('a guardrail is asked for with its trace', () => {
  const guardrail = { id: 'gr-1', version: '3', trace: true };
  expect(inputOf({}, { connection: { region: 'us-east-1', guardrail } }).guardrailConfig).toEqual({
    guardrailIdentifier: 'gr-1',
    guardrailVersion: '3',
    trace: 'enabled',
  });
});

describe('files', () => {
  const data = new Uint8Array([1, 2, 3]);
  const file = (name: string, mediaType: string, kind: 'image' | 'document' = 'document') => ({
    kind,
    name,
    mediaType,
    data,
  });
  const contentOf = (message: Partial<ContextMessage>) => sent([{ ...user('See.'), ...message }])[0]?.content;

  test('stand before the text, under legal names that are used once', () => {
    const attachments = [
      file('a.png', 'image/png', 'image'),
      file('plan_1.pdf', 'application/pdf'),
      file('plan 1.md', 'text/markdown'),
    ];
    expect(contentOf({ attachments })).toEqual([
      { image: { format: 'png', source: { bytes: data } } },
      { document: { format: 'pdf', name: 'plan 1', source: { bytes: data } } },
      { document: { format: 'md', name: 'plan 1 (2)', source: { bytes: data } } },
      { text: 'See.' },
    ]);
  });

  test('a document without a word beside it gets its name, as the wire wants a text', () => {
    expect(contentOf({ text: '', attachments: [file('a.pdf', 'application/pdf')] })?.at(-1)).toEqual({
      text: 'a',
    });
    expect(contentOf({ text: '', attachments: [file('a.png', 'image/png', 'image')] })).toHaveLength(1);
  });

  test.each([
    ['image', 'image/tiff'],
    ['document', 'application/zip'],
    ['document', '__proto__'],
  ] as const)('%s of %s has no place', (kind, mediaType) => {
    expect(() => contentOf({ attachments: [file('x', mediaType, kind)] })).toThrow(
      expect.objectContaining({ code: 'attachment/unsupported', details: { fileName: 'x' } }),
    );
  });
});

describe('cache points', () => {
  const long = 'word '.repeat(1_000);
  const messages = [user(long), assistant('Yes.'), user('And?')];
  const pointsIn = (request: Partial<ChatRequest>, changed: Partial<ConverseTarget> = {}): number =>
    JSON.stringify(inputOf({ modelId: claude, messages, ...request }, changed)).split('"cachePoint":{')
      .length - 1;

  test('stand behind long prefixes by themselves', () => {
    const input = inputOf({ modelId: claude, messages, system: long });
    expect(input.system?.at(-1)).toEqual({ cachePoint: { type: 'default' } });
    expect(input.messages?.map(({ content }) => content?.at(-1))).toEqual([
      { cachePoint: { type: 'default' } },
      { text: 'Yes.' },
      { cachePoint: { type: 'default' } },
    ]);
  });

  test('are not in short ones, nor for models without a cache, nor where they are not wanted', () => {
    expect(pointsIn({})).toBe(2);
    expect(pointsIn({ messages: [user('Hi')] })).toBe(0);
    expect(pointsIn({ modelId: 'meta.llama3-1-405b-instruct-v1:0' })).toBe(0);
    expect(pointsIn({ model: { id: claude, name: 'C', cachesPrompts: false } })).toBe(0);
    expect(pointsIn({}, { connection: { region: 'us-east-1', promptCaching: false } })).toBe(0);
    expect(pointsIn({}, { refused: ['cachePoint'] })).toBe(0);
  });
});

test('the model behind a profile of one’s own decides what is sent', () => {
  const modelId = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc';
  const request = {
    modelId,
    parameters: { reasoningEffort: 'high' },
    system: 'word '.repeat(1_000),
  } as const;
  expect(inputOf(request).additionalModelRequestFields).toBeUndefined();
  const input = inputOf(request, { knownAs: claude });
  expect(input).toMatchObject({ modelId, additionalModelRequestFields: { thinking: { type: 'enabled' } } });
  expect(input.system).toHaveLength(2);
});

describe('signed reasoning', () => {
  const content = [
    { reasoningContent: { reasoningText: { text: 'Hm.', signature: 's1' } } },
    { text: 'Yes.' },
  ];
  const replay = { family: 'converse:anthropic', modelId: claude, content };
  const messages = [user('a'), { ...assistant('Yes.'), replay }, user('b')];
  const replied = (modelId: string) => inputOf({ modelId, messages }).messages?.[1]?.content;

  test('goes back to its own model unchanged', () => {
    expect(replied(claude)).toEqual(content);
  });

  test('does not go to any other', () => {
    expect(replied('us.anthropic.claude-opus-5-5')).toEqual([{ text: 'Yes.' }]);
    expect(replied('amazon.nova-pro-v1:0')).toEqual([{ text: 'Yes.' }]);
  });
});

const anyParameters = fc.record(
  {
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    maxOutput: fc.integer({ min: 1, max: 100_000 }),
    stop: fc.array(fc.string({ minLength: 1 }), { maxLength: 4 }),
    reasoningEffort: fc.constantFrom(...reasoningEfforts),
    serviceTier: fc.constantFrom('auto' as const, 'default' as const, 'flex' as const),
  },
  { requiredKeys: [] },
);
const anyModel = fc.constantFrom(
  claude,
  'us.anthropic.claude-opus-5-5',
  'us.amazon.nova-2-lite-v1:0',
  'us.openai.gpt-6-sol',
  'meta.llama3-1-405b-instruct-v1:0',
);

test.prop([anyModel, anyParameters])(
  'every parameter that was set is sent, or said to be left out',
  (modelId, parameters) => {
    const { input, leftOut } = toConverseRequest({ modelId, messages: [user('a')], parameters }, target);
    const names = { temperature: 'temperature', topP: 'topP', maxOutput: 'maxTokens' } as const;
    for (const [ours, theirs] of Object.entries(names)) {
      const wasSet = Object.hasOwn(parameters, ours);
      const isSent = Object.hasOwn(input.inferenceConfig ?? {}, theirs);
      expect(isSent).toBe(wasSet && !leftOut.includes(theirs));
    }
  },
);
