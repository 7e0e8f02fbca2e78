import { fc, test } from '@fast-check/vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { awsProfileSignIn, listAwsProfiles, parseAwsProfiles } from './awsProfiles.ts';

const config = `# made by hand
[default]
region = eu-central-1
output = json

[profile work]
sso_session = corp
region=us-west-2 # the nearest
sso_account_id = 111122223333

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1

[profile "two words"]
  region = ignored-because-indented
s3 =
  region = nested
role_arn = arn:aws:iam::111122223333:role/x
source_profile = work

[services local]
region = not-a-profile
`;

const credentials = `[default]
aws_access_key_id = AKIAIOSFODNN7CANARY0
aws_secret_access_key = canary/secret+key
region = us-east-1

[ci]
aws_access_key_id=AKIAIOSFODNN7CANARY1
aws_secret_access_key=canary-secret-2
aws_session_token=canary-token
`;

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'aws-'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

async function writeUsualFiles(): Promise<void> {
  await mkdir(join(home, '.aws'));
  await writeFile(join(home, '.aws', 'config'), config);
  await writeFile(join(home, '.aws', 'credentials'), credentials);
}

describe('listAwsProfiles', () => {
  test('joins both files, with the default first', async () => {
    await writeUsualFiles();
    expect(await listAwsProfiles({ HOME: home })).toEqual([
      { name: 'default', region: 'eu-central-1' },
      { name: 'ci', region: null },
      { name: 'two words', region: null },
      { name: 'work', region: 'us-west-2' },
    ]);
  });

  test('lets out nothing but names and regions', async () => {
    await writeUsualFiles();
    expect(JSON.stringify(await listAwsProfiles({ HOME: home }))).not.toMatch(/canary|AKIA|1111|corp/i);
  });

  test('looks where the environment says', async () => {
    await writeFile(join(home, 'elsewhere'), '[profile far]\nregion = ap-south-1\n');
    await writeFile(join(home, 'keys'), '[near]\n');
    const environment = {
      HOME: home,
      AWS_CONFIG_FILE: join(home, 'elsewhere'),
      AWS_SHARED_CREDENTIALS_FILE: join(home, 'keys'),
    };
    expect(await listAwsProfiles(environment)).toEqual([
      { name: 'far', region: 'ap-south-1' },
      { name: 'near', region: null },
    ]);
  });

  test('no files are no profiles', async () => {
    expect(await listAwsProfiles({ HOME: home })).toEqual([]);
  });
});

describe('awsProfileSignIn', () => {
  test('tells a session from other ways, also through a borrowed profile', async () => {
    await writeUsualFiles();
    expect(await awsProfileSignIn('work', { HOME: home })).toBe('session');
    expect(await awsProfileSignIn('two words', { HOME: home })).toBe('session');
    expect(await awsProfileSignIn('ci', { HOME: home })).toBe('other');
    expect(await awsProfileSignIn('gone', { HOME: home })).toBe('missing');
  });

  test('profiles that borrow from each other in a circle come to an end', async () => {
    await writeFile(
      join(home, 'config'),
      '[profile a]\nsource_profile = b\n[profile b]\nsource_profile = a\n',
    );
    expect(await awsProfileSignIn('a', { HOME: home, AWS_CONFIG_FILE: join(home, 'config') })).toBe('other');
  });
});

describe('parseAwsProfiles', () => {
  test('reads what editors on Windows write', () => {
    expect(parseAwsProfiles('\uFEFF[default]\r\nregion = us-east-1\r\n', 'config')).toMatchObject([
      { name: 'default', region: 'us-east-1' },
    ]);
  });

  test('in a credentials file «profile x» is a name like any other', () => {
    expect(parseAwsProfiles('[profile x]', 'credentials')).toMatchObject([{ name: 'profile x' }]);
  });

  test.prop([fc.string({ unit: 'binary' }), fc.constantFrom('config', 'credentials')])(
    'reads anything without a throw',
    (text, kind) => {
      for (const { name } of parseAwsProfiles(text, kind)) expect(name.length).toBeLessThanOrEqual(200);
    },
  );

  test.prop([fc.array(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,30}$/), { maxLength: 20 })])(
    'finds every name once, in order',
    (names) => {
      const text = names.map((name) => `[profile ${name}]\nregion = us-east-1\n`).join('\n');
      const found = parseAwsProfiles(text, 'config').map(({ name }) => name);
      expect(found).toEqual([...new Set(names)]);
    },
  );
});
