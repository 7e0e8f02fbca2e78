import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultQuirks, quirksOf, type ChatQuirks } from '../../../shared/chatQuirks.ts';
import { reasoningEfforts } from '../../../shared/reasoning.ts';
import type { JsonValue } from '../../../shared/stream.ts';
import type { ChatRequest, RequestParameters } from '../ChatProvider.ts';
import type { RequestBody } from '../requestBody.ts';
import { chatBody } from './chatBody.ts';

const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  modelId: 'm',
  messages: [{ role: 'user', text: 'Hello?' }],
  ...more,
});
const bodyOf = (
  more: Partial<ChatRequest>,
  quirks: Partial<ChatQuirks> = {},
  refused: readonly string[] = [],
): RequestBody => chatBody(request(more), { quirks: { ...defaultQuirks, ...quirks }, refused });
const withParameters = (parameters: RequestParameters): Partial<ChatRequest> => ({ parameters });

describe('chatBody', () => {
  it('holds nothing that nobody has set, but the question for usage', () => {
    expect(bodyOf({})).toEqual({
      model: 'm',
      messages: [{ role: 'user', content: 'Hello?' }],
      stream_options: { include_usage: true },
      stream: true,
    });
    expect(bodyOf({}, { usage: 'comes-unasked' })).not.toHaveProperty('stream_options');
  });

  it('puts everything that is set where the wire has it', () => {
    const parameters: RequestParameters = {
      temperature: 0.5,
      topP: 0.9,
      maxOutput: 100,
      stop: ['END'],
      verbosity: 'low',
      serviceTier: 'flex',
    };
    expect(bodyOf({ system: 'Be brief.', parameters }, { systemRole: 'developer' })).toMatchObject({
      messages: [{ role: 'developer', content: 'Be brief.' }, { role: 'user' }],
      temperature: 0.5,
      top_p: 0.9,
      max_tokens: 100,
      stop: ['END'],
      verbosity: 'low',
      service_tier: 'flex',
    });
  });

  it.each([
    ['reasoning_effort', 'low', { reasoning_effort: 'low' }],
    ['reasoning_effort', 'none', { reasoning_effort: 'none' }],
    ['reasoning', 'low', { reasoning: { effort: 'low' } }],
    ['reasoning', 'none', { reasoning: { enabled: false } }],
    ['thinking', 'high', { thinking: { type: 'enabled' } }],
    ['thinking', 'none', { thinking: { type: 'disabled' } }],
    ['none', 'high', {}],
  ] as const)('says the effort as %s: %s', (reasoning, reasoningEffort, fields) => {
    const { model, messages, stream, stream_options, ...rest } = bodyOf(withParameters({ reasoningEffort }), {
      reasoning,
    });
    expect(rest).toEqual(fields);
    expect([model, messages, stream, stream_options]).not.toContain(undefined);
  });

  it('tries the other name of the limit where one was refused, and then none', () => {
    const limited = withParameters({ maxOutput: 9 });
    expect(bodyOf(limited, {}, ['max_tokens'])).toMatchObject({ max_completion_tokens: 9 });
    const newer = { maxTokensField: 'max_completion_tokens' } as const;
    expect(bodyOf(limited, newer, ['max_completion_tokens'])).toMatchObject({ max_tokens: 9 });
    const neither = bodyOf(limited, {}, ['max_tokens', 'max_completion_tokens']);
    expect(Object.keys(neither).filter((name) => name.startsWith('max_'))).toEqual([]);
  });

  it('sends images to all, documents to those who take them, and loses none in silence', () => {
    const image = { kind: 'image', name: 'i', mediaType: 'image/png', data: new Uint8Array([1]) } as const;
    const paper = {
      kind: 'document',
      name: 'a.pdf',
      mediaType: 'application/pdf',
      data: new Uint8Array([1]),
    } as const;
    const messages = [{ role: 'user', text: '', attachments: [image, paper] }] as const;
    expect(bodyOf({ messages }, { documents: 'file' })['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AQ==' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AQ==' } },
        ],
      },
    ]);
    expect(() => bodyOf({ messages })).toThrow(expect.objectContaining({ code: 'attachment/unsupported' }));
  });

  it('returns what a service signed, to that service and model only', () => {
    const content = { google: { thought_signature: 'sig' } };
    const said = (family: string, modelId: string): JsonValue | undefined => {
      const replay = { family, modelId, content };
      const { echo } = quirksOf({ preset: 'gemini', baseUrl: '' });
      return bodyOf({ messages: [{ role: 'assistant', text: 'Hi', replay }] }, { echo })['messages'];
    };
    const plain = { role: 'assistant', content: 'Hi' };
    expect(said('chat:google', 'm')).toEqual([{ ...plain, extra_content: content }]);
    expect(said('chat:google', 'other')).toEqual([plain]);
    expect(said('chat:openrouter', 'm')).toEqual([plain]);
  });

  it('never writes a parameter that was refused, for any quirks', () => {
    const quirks = fc.record({
      maxTokensField: fc.constantFrom('max_tokens', 'max_completion_tokens'),
      reasoning: fc.constantFrom('reasoning_effort', 'reasoning', 'thinking', 'none'),
      usage: fc.constantFrom('ask', 'comes-unasked'),
    });
    const refusable = [
      'temperature',
      'top_p',
      'stop',
      'reasoning_effort',
      'reasoning',
      'thinking',
      'stream_options',
    ];
    const effort = fc.constantFrom(...reasoningEfforts);
    fc.assert(
      fc.property(quirks, fc.subarray(refusable), effort, (chosen, refused, reasoningEffort) => {
        const parameters = { temperature: 1, topP: 1, stop: ['x'], reasoningEffort };
        const body = bodyOf({ parameters }, chosen, refused);
        for (const name of refused) expect(body).not.toHaveProperty(name);
        expect(body).toMatchObject({ model: 'm', stream: true });
      }),
    );
  });
});
