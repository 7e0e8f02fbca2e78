import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedParameter } from './refusedParameter.ts';

describe('refusedParameter', () => {
  it.each([
    [{ error: { param: 'reasoning.summary' } }, '', 'reasoning.summary'],
    [{ detail: [{ loc: ['body', 'top_k'], msg: 'Extra inputs are not permitted' }] }, '', 'top_k'],
    [{}, "Unsupported parameter: 'max_tokens' is not supported with this model.", 'max_tokens'],
    [{}, "Unsupported value: 'temperature' does not support 0.5 with this model.", 'temperature'],
    [{}, "Unknown parameter: 'thinking'.", 'thinking'],
    [{}, 'Unrecognized request argument supplied: verbosity', 'verbosity'],
    [{}, '`temperature` is deprecated for this model.', 'temperature'],
    [{}, "This model doesn't support the temperature field. Remove it.", 'temperature'],
    [{}, 'service_tier: Extra inputs are not permitted', 'service_tier'],
    [{}, "Argument not supported on this model: 'stop' is not supported", 'stop'],
  ])('reads %j %s', (body, message, parameter) => {
    expect(refusedParameter(body, message)).toBe(parameter);
  });

  it.each([
    [{ error: { param: 'messages[0].role' } }, ''],
    [{ error: { param: 'model' } }, ''],
    [{ error: { param: null } }, 'The request is invalid.'],
    [{}, 'Images are not supported by this model.'],
  ])('names nothing that could not be left out: %j %s', (body, message) => {
    expect(refusedParameter(body, message)).toBeUndefined();
  });

  it('survives any body and any sentence', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (body, message) => {
        const parameter = refusedParameter(body, message);
        if (parameter !== undefined) expect(parameter.length).toBeLessThanOrEqual(100);
      }),
    );
  });

  it.each(['top\u202ep', 'Click here', '<b>', 'a\nb', 'x'.repeat(101)])('is not named by %j', (param) => {
    expect(refusedParameter({ error: { param } }, '')).toBeUndefined();
  });
});
