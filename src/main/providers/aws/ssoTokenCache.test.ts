import { fc, test } from '@fast-check/vitest';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { SsoSession } from './awsProfiles.ts';
import { readSsoToken, ssoTokenPath, writeSsoToken } from './ssoTokenCache.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'aws-'));
});

afterAll(async () => {
  await rm(home, { recursive: true });
});

const session = (cacheKey: string): SsoSession => ({
  cacheKey,
  startUrl: 'https://corp.awsapps.com/start',
  region: 'us-east-1',
  scopes: ['sso:account:access'],
});

/** Whole seconds, since that is what the file holds. */
const time = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const text = fc.string({ minLength: 1, unit: 'grapheme' });
const token = fc.record({
  accessToken: text,
  expiresAt: time,
  renewal: fc.option(
    fc.record({ refreshToken: text, clientId: text, clientSecret: text, registrationExpiresAt: time }),
  ),
});

test.prop([token, text], { numRuns: 30 })(
  'what was written is read again, whatever it is',
  async (kept, key) => {
    const environment = { HOME: home };
    await writeSsoToken(session(key), kept, environment);
    expect(await readSsoToken(session(key), environment)).toEqual(kept);
  },
);

test('lies under the SHA-1 of its name, as the AWS CLI has it', () => {
  expect(ssoTokenPath(session('my-sso'), { HOME: '/home/me' })).toBe(
    '/home/me/.aws/sso/cache/0ad374308c5a4e22f723adf10145eafad7c4031c.json',
  );
});

test('a session that cannot be renewed has the fields of the older form', async () => {
  const path = ssoTokenPath(session('older'), { HOME: home });
  await writeSsoToken(session('older'), { accessToken: 'a', expiresAt: 0, renewal: null }, { HOME: home });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    startUrl: 'https://corp.awsapps.com/start',
    region: 'us-east-1',
    accessToken: 'a',
    expiresAt: '1970-01-01T00:00:00Z',
  });
});
