import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../shared/stream.ts';
import type { ChatRequest } from '../ChatProvider.ts';
import { responsesBody } from './responsesBody.ts';

const replayFamily = 'responses:test';
const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
  modelId: 'm',
  messages: [{ role: 'user', text: 'Hello?' }],
  ...more,
});
const pixel = {
  kind: 'image',
  name: 'dot.png',
  mediaType: 'image/png',
  data: new Uint8Array([1, 2, 3]),
} as const;
const paper = {
  kind: 'document',
  name: 'a.pdf',
  mediaType: 'application/pdf',
  data: new Uint8Array([4]),
} as const;

describe('responsesBody', () => {
  it('holds nothing that nobody has set', () => {
    expect(responsesBody(request(), { replayFamily })).toEqual({
      model: 'm',
      input: [{ role: 'user', content: 'Hello?' }],
      store: false,
      stream: true,
    });
  });

  it('puts everything that is set where the wire has it', () => {
    const parameters = {
      temperature: 0.5,
      topP: 0.9,
      maxOutput: 100,
      reasoningEffort: 'high',
      verbosity: 'low',
      serviceTier: 'flex',
    } as const;
    expect(responsesBody(request({ system: 'Be brief.', parameters }), { replayFamily })).toMatchObject({
      instructions: 'Be brief.',
      temperature: 0.5,
      top_p: 0.9,
      max_output_tokens: 100,
      reasoning: { effort: 'high', summary: 'auto' },
      include: ['reasoning.encrypted_content'],
      text: { verbosity: 'low' },
      service_tier: 'flex',
    });
  });

  it('asks for thoughts where the model is known to have them, and not where they are switched off', () => {
    const model = { id: 'm', name: 'm', reasoningEfforts: ['low' as const] };
    expect(responsesBody(request({ model }), { replayFamily })).toMatchObject({
      reasoning: { summary: 'auto' },
      include: ['reasoning.encrypted_content'],
    });
    const off = responsesBody(request({ model, parameters: { reasoningEffort: 'none' } }), { replayFamily });
    expect(off['reasoning']).toEqual({ effort: 'none' });
    expect(off).not.toHaveProperty('include');
  });

  it('sends files before the words about them', () => {
    const messages = [{ role: 'user', text: 'What is it?', attachments: [pixel, paper] }] as const;
    expect(responsesBody(request({ messages }), { replayFamily })['input']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'input_image', detail: 'auto', image_url: 'data:image/png;base64,AQID' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,BA==' },
          { type: 'input_text', text: 'What is it?' },
        ],
      },
    ]);
  });

  it('sends a reply back in its own form, to whom it came from and to nobody else', () => {
    const content = [{ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'x' }];
    const replyOf = (family: string, modelId: string): JsonValue | undefined => {
      const replay = { family, modelId, content };
      const messages = [{ role: 'assistant', text: 'Hi', replay }] as const;
      return responsesBody(request({ messages }), { replayFamily })['input'];
    };
    const plain = [{ role: 'assistant', content: 'Hi' }];
    expect(replyOf(replayFamily, 'm')).toEqual(content);
    expect(replyOf(replayFamily, 'other')).toEqual(plain);
    expect(replyOf('responses:other', 'm')).toEqual(plain);
  });

  it('leaves out what was refused, and lets a person have the last word', () => {
    const parameters = { temperature: 1, reasoningEffort: 'low', verbosity: 'low' } as const;
    const extraBody = { temperature: 2, reasoning: { mode: 'pro' }, stream: false };
    const refused = ['temperature', 'reasoning.summary', 'text.verbosity', 'include'];
    expect(responsesBody(request({ parameters, extraBody }), { replayFamily, refused })).toEqual({
      model: 'm',
      input: [{ role: 'user', content: 'Hello?' }],
      reasoning: { effort: 'low', mode: 'pro' },
      temperature: 2,
      store: false,
      // A reply that does not stream could not be read.
      stream: true,
    });
  });

  it('keeps one cache key through a conversation', () => {
    const first = { role: 'user', text: 'Hello?' } as const;
    const keyOf = (...messages: ChatRequest['messages']): JsonValue | undefined =>
      responsesBody(request({ messages }), { replayFamily, cacheKey: 'send' })['prompt_cache_key'];
    expect(keyOf(first)).toBe(keyOf(first, { role: 'assistant', text: 'Hi' }, { role: 'user', text: 'So?' }));
    expect(keyOf(first)).not.toBe(keyOf({ role: 'user', text: 'Other' }));
  });

  it('never writes a field that was refused, and always the person’s own, whatever they are', () => {
    const names = fc.constantFrom('temperature', 'top_p', 'max_output_tokens', 'service_tier', 'include');
    const fields = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>);
    fc.assert(
      fc.property(fc.uniqueArray(names), fields, (refused, extraBody) => {
        const parameters = { temperature: 1, topP: 1, maxOutput: 9, reasoningEffort: 'low' } as const;
        const body = responsesBody(request({ parameters, extraBody }), { replayFamily, refused });
        for (const name of refused) expect(Object.hasOwn(body, name)).toBe(Object.hasOwn(extraBody, name));
        for (const name of Object.keys(extraBody)) expect(Object.hasOwn(body, name)).toBe(true);
        expect(body['stream']).toBe(true);
      }),
    );
  });
});
