import { expect, it } from 'vitest';
import { scrubProviderEnvironment } from './scrubEnvironment.ts';

it('deletes what an SDK would read on its own and keeps the rest', () => {
  const env: Record<string, string | undefined> = {
    OPENAI_API_KEY: 'a',
    OPENAI_ORG_ID: 'b',
    GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1',
    OPENAI_CUSTOM_HEADERS: 'x-key: c',
    openai_log: 'debug',
    AWS_BEARER_TOKEN_BEDROCK: 'd',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    AWS_PROFILE: 'work',
    PATH: '/bin',
  };
  const removed = scrubProviderEnvironment(env);
  expect(env).toStrictEqual({ AWS_PROFILE: 'work', PATH: '/bin' });
  expect(removed).toHaveLength(7);
  expect(removed).not.toContain('a');
});

it('works on the environment of the process', () => {
  process.env['OPENAI_PROJECT_ID'] = 'canary';
  expect(scrubProviderEnvironment(process.env)).toContain('OPENAI_PROJECT_ID');
  expect(process.env['OPENAI_PROJECT_ID']).toBeUndefined();
});
