import { expect, it } from 'vitest';
import { secretValues } from './secretValues.ts';

it('names every value of a secret, and no name of a header', () => {
  const aws = { accessKeyId: 'AKIA0123456789', secretAccessKey: 'secret', sessionToken: 'token' };
  const values = secretValues({ apiKey: 'sk-1', aws, headers: { 'X-Gateway': 'value' } });
  expect(values).toEqual(['sk-1', 'AKIA0123456789', 'secret', 'token', 'value']);
  expect(secretValues({})).toEqual([]);
});
