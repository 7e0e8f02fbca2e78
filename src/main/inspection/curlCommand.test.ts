import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../shared/inspection.ts';
import { curlCommand } from './curlCommand.ts';
import { shellWords } from './testing/shellWords.ts';

function wireRequest(changed: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'POST',
    url: 'https://api.example.com/v1/responses',
    headers: {},
    body: null,
    startedMs: 0,
    hops: [],
    response: null,
    failure: null,
    ...changed,
  };
}

/** What curl would send, read off its arguments. */
function understood(command: string, variables: Readonly<Record<string, string>> = {}) {
  const [program, ...words] = shellWords(command, variables);
  const headers: Record<string, string> = {};
  const options: Record<string, string> = {};
  const places: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--globoff') continue;
    if (!word.startsWith('-')) {
      places.push(word);
      continue;
    }
    index += 1;
    const value = words[index] ?? '';
    const header = word === '-H' ? /^([^:;]+)(?:: (.*)|;)$/s.exec(value) : null;
    if (header === null) options[word] = value;
    else headers[header[1] ?? ''] = header[2] ?? '';
  }
  return { program, places, headers, options };
}

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/).map((name) => `X-${name}`);

describe('curlCommand', () => {
  test.prop([
    fc.webUrl({ withQueryParameters: true }),
    fc.dictionary(
      token,
      fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n•]/.test(text)),
    ),
    fc.option(fc.string({ unit: 'binary' }).filter((text) => !/[\0\u007f-\u009f]/.test(text))),
  ])('says to a shell exactly what was sent', (url, headers, body) => {
    const {
      program,
      places,
      headers: sent,
      options,
    } = understood(curlCommand(wireRequest({ url, headers, body })));
    expect(program).toBe('curl');
    expect(places).toEqual([url]);
    expect(sent).toEqual({ ...headers });
    expect(options['-X']).toBe('POST');
    expect(options['--data-binary'] ?? options['--data-raw'] ?? null).toBe(body);
  });

  it('puts a variable where the key was', () => {
    const command = curlCommand(
      wireRequest({ headers: { authorization: 'Bearer •••', 'X-Team': '•••', host: 'api.example.com' } }),
    );
    const { headers } = understood(command, { API_KEY: `it's $a "key"`, X_TEAM: 'blue' });
    expect(headers).toEqual({ authorization: `Bearer it's $a "key"`, 'X-Team': 'blue' });
    const google = curlCommand(wireRequest({ url: 'https://g.example/v1?key=•••&alt=sse' }));
    expect(understood(google, { API_KEY: 'k' }).places).toEqual(['https://g.example/v1?key=k&alt=sse']);
  });

  it('lets curl sign where the request was signed', () => {
    const command = curlCommand(
      wireRequest({
        url: 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/x/converse-stream',
        headers: {
          authorization: '•••',
          'x-amz-date': '20260101T000000Z',
          'x-amz-security-token': '•••',
          'content-type': 'application/json',
        },
        body: '{}',
      }),
    );
    const variables = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_SESSION_TOKEN: 'session' };
    const { headers, options } = understood(command, variables);
    expect(options).toMatchObject({ '--aws-sigv4': 'aws:amz:eu-west-1:bedrock', '--user': 'id:key' });
    expect(headers).toEqual({ 'content-type': 'application/json', 'x-amz-security-token': 'session' });
  });

  test.prop([fc.json({ stringUnit: 'binary' })])(
    'lets no body act on the terminal that it is pasted into',
    (json) => {
      const command = curlCommand(wireRequest({ body: json }));
      expect(command).not.toMatch(/[\u007f-\u009f]/);
      const { options } = understood(command);
      expect(JSON.parse(options['--data-binary'] ?? '')).toEqual(JSON.parse(json));
    },
  );

  it('does not let a body name a file', () => {
    const { options } = understood(curlCommand(wireRequest({ body: '@/etc/passwd' })));
    expect(options).toMatchObject({ '--data-raw': '@/etc/passwd' });
  });
});
