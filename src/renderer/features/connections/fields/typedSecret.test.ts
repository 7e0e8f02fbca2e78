import { describe, expect, test } from 'vitest';
import { readTypedSecret } from './typedSecret.ts';

function form(...fields: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe('what was typed into the secret fields', () => {
  test('is nothing where nothing was typed', () => {
    expect(readTypedSecret(form(['apiKey', ' '], ['headerName', ''], ['headerValue', '']))).toEqual({
      kind: 'secret',
      secret: null,
    });
  });

  test('holds only what was typed', () => {
    expect(
      readTypedSecret(
        form(['apiKey', ' sk-1 '], ['headerName', 'X-Team'], ['headerValue', 'blue'], ['headerName', '']),
      ),
    ).toEqual({ kind: 'secret', secret: { apiKey: 'sk-1', headers: { 'X-Team': 'blue' } } });
    expect(
      readTypedSecret(form(['accessKeyId', 'AKIA'], ['secretAccessKey', 's'], ['sessionToken', ''])),
    ).toEqual({
      kind: 'secret',
      secret: { aws: { accessKeyId: 'AKIA', secretAccessKey: 's' } },
    });
  });

  test('is refused when half of it is missing or a header has no proper name', () => {
    expect(readTypedSecret(form(['accessKeyId', 'AKIA'])).kind).toBe('problem');
    expect(readTypedSecret(form(['headerName', 'X Team'], ['headerValue', 'blue'])).kind).toBe('problem');
  });
});
