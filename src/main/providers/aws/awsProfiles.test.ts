import { fc, test } from '@fast-check/vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { listAwsProfiles, parseAwsProfiles, profileChain, readAwsProfiles } from './awsProfiles.ts';
import type { AwsProfileFacts } from './awsProfiles.ts';

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

describe('profileChain', () => {
  const ways = (links: readonly AwsProfileFacts[]) => links.map(({ name, own }) => `${name}: ${own}`);

  test('follows a profile through those that it borrows from', async () => {
    await writeUsualFiles();
    const configuration = await readAwsProfiles({ HOME: home });
    expect(ways(profileChain(configuration, 'two words').links)).toEqual(['two words: none', 'work: sso']);
    expect(ways(profileChain(configuration, 'ci').links)).toEqual(['ci: keys']);
    expect(profileChain(configuration, 'gone')).toEqual({ links: [], missing: true });
  });

  test('knows the session of a profile, named or written into it', () => {
    const { profiles } = parseAwsProfiles(
      config.replace('sso_account_id = 111122223333', 'sso_account_id = 111122223333\nsso_role_name = dev') +
        '[profile old]\nsso_start_url = https://old.awsapps.com/start\nsso_region = eu-west-1\n' +
        'sso_account_id = 444455556666\nsso_role_name = ops\n',
      '',
    );
    expect(profiles.get('work')?.sso).toEqual({
      session: {
        cacheKey: 'corp',
        startUrl: 'https://corp.awsapps.com/start',
        region: 'us-east-1',
        scopes: ['sso:account:access'],
      },
      accountId: '111122223333',
      roleName: 'dev',
    });
    expect(profiles.get('old')?.sso?.session.cacheKey).toBe('https://old.awsapps.com/start');
  });

  test('profiles that borrow from each other in a circle come to an end', () => {
    const circle =
      '[profile a]\nrole_arn = arn:a\nsource_profile = b\n[profile b]\nrole_arn = arn:b\nsource_profile = a\n';
    const { links, missing } = profileChain(parseAwsProfiles(circle, ''), 'a');
    expect(links.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(missing).toBe(false);
  });
});

describe('parseAwsProfiles', () => {
  const namesIn = (config: string, credentials = ''): readonly string[] => [
    ...parseAwsProfiles(config, credentials).profiles.keys(),
  ];

  test('reads what editors on Windows write', () => {
    const { profiles } = parseAwsProfiles('\uFEFF[default]\r\nregion = us-east-1\r\n', '');
    expect(profiles.get('default')).toMatchObject({ region: 'us-east-1' });
  });

  test('in a credentials file «profile x» is a name like any other', () => {
    expect(namesIn('', '[profile x]')).toEqual(['profile x']);
  });

  test('keeps nothing that is secret', () => {
    const { profiles } = parseAwsProfiles(config, credentials);
    expect(JSON.stringify([...profiles.values()])).not.toMatch(/canary|AKIA/i);
  });

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'reads anything without a throw',
    (first, second) => {
      for (const name of namesIn(first, second)) expect(name.length).toBeLessThanOrEqual(200);
    },
  );

  test.prop([fc.array(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_.-]{0,30}$/), { maxLength: 20 })])(
    'finds every name once, in order',
    (names) => {
      const text = names.map((name) => `[profile ${name}]\nregion = us-east-1\n`).join('\n');
      expect(namesIn(text)).toEqual([...new Set(names)]);
    },
  );
});
