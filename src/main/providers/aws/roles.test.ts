import { describe, expect, test, vi } from 'vitest';
import type { AwsAuth } from '../../../shared/aws.ts';
import type { ConnectionSecret } from '../../../shared/connection.ts';
import { withAwsSignIn } from './testing/AwsSignInRig.ts';
import type { AwsSignInRig } from './testing/AwsSignInRig.ts';

const device = 'arn:aws:iam::111111111111:mfa/me';
const keys: ConnectionSecret = {
  aws: { accessKeyId: 'AKIASOURCE', secretAccessKey: 'canary-source-secret' },
};
const role = 'arn:aws:iam::222222222222:role/dev';
const withMfa: AwsAuth = {
  kind: 'assume-role',
  roleArn: role,
  source: { kind: 'access-key' },
  mfaSerial: device,
};
const credentials = '[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = canary-base-secret\n';

/** What STS was asked, by the fields that matter. */
function asked(rig: AwsSignInRig): readonly Readonly<Record<string, string>>[] {
  return rig.aws.asked('AssumeRole').map(({ form, headers }) => ({
    by:
      /Credential=([^/]+)\/\d+\/([^/]+)/
        .exec(headers['authorization'] ?? '')
        ?.slice(1, 3)
        .join(' in ') ?? '',
    ...Object.fromEntries(
      [...form].filter(([name]) => !['Action', 'Version', 'RoleSessionName'].includes(name)),
    ),
  }));
}

describe('assuming a role', () => {
  test('from an access key, with what the connection says', () =>
    withAwsSignIn(async (rig) => {
      const auth: AwsAuth = {
        kind: 'assume-role',
        roleArn: role,
        source: { kind: 'access-key' },
        externalId: 'ext',
      };
      expect(await rig.keyOf(rig.owner(auth, keys))).toMatch(/^ASIADEV/);
      expect(asked(rig)).toEqual([{ by: 'AKIASOURCE in us-west-2', RoleArn: role, ExternalId: 'ext' }]);
    }));

  test('from a profile, which may take on a role of its own first', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeCredentials(credentials);
      await rig.writeConfig(
        '[profile hub]\nrole_arn = arn:aws:iam::111111111111:role/hub\nsource_profile = base\nregion = eu-west-1\n' +
          '[profile spoke]\nrole_arn = arn:aws:iam::333333333333:role/spoke\nsource_profile = hub\nexternal_id = e1\n',
      );
      const auth: AwsAuth = {
        kind: 'assume-role',
        roleArn: role,
        source: { kind: 'profile', profile: 'spoke' },
      };
      expect(await rig.keyOf(rig.owner(auth))).toMatch(/^ASIADEV/);
      expect(asked(rig)).toMatchObject([
        { by: 'AKIABASE in eu-west-1', RoleArn: 'arn:aws:iam::111111111111:role/hub' },
        {
          by: expect.stringMatching(/^ASIAHUB/),
          RoleArn: 'arn:aws:iam::333333333333:role/spoke',
          ExternalId: 'e1',
        },
        { by: expect.stringMatching(/^ASIASPOKE.* in us-west-2$/), RoleArn: role },
      ]);
    }));

  test('from the environment', () =>
    withAwsSignIn(async (rig) => {
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENVIRONMENT');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'canary-environment');
      const auth: AwsAuth = { kind: 'assume-role', roleArn: role, source: { kind: 'default-chain' } };
      expect(await rig.keyOf(rig.owner(auth))).toMatch(/^ASIADEV/);
      expect(asked(rig)).toMatchObject([{ by: 'AKIAENVIRONMENT in us-west-2' }]);
    }));

  test('that is not open to the person names the missing permission', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.state.closedRoles.add('dev');
      const auth: AwsAuth = { kind: 'assume-role', roleArn: role, source: { kind: 'access-key' } };
      const failure = await rig.failureOf(rig.keyOf(rig.owner(auth, keys)));
      expect(failure).toMatchObject({
        code: 'provider/access-denied',
        details: { iamAction: 'sts:AssumeRole', providerMessage: expect.stringContaining('not authorized') },
      });
    }));
});

describe('the code of a device', () => {
  test('is asked for once, however many requests wait for it', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.acceptCodes('123456');
      rig.answerCode = async () => '123 456';
      const owner = rig.owner(withMfa, keys);
      expect(await rig.signIn.state(owner.connection)).toEqual({ kind: 'signed-out' });
      const found = await Promise.all([1, 2, 3, 4, 5].map(() => rig.keyOf(owner)));
      expect(new Set(found).size).toBe(1);
      expect(rig.questions).toEqual([{ connectionName: 'Work', device, again: false }]);
      expect(await rig.signIn.state(owner.connection)).toMatchObject({ kind: 'signed-in' });
    }));

  test('is asked for by a profile, and a missing one is no missing profile', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeCredentials(credentials);
      await rig.writeConfig(
        `[profile mfa]\nrole_arn = ${role}\nsource_profile = base\nmfa_serial = ${device}\n`,
      );
      rig.answerCode = async ({ signal }) => {
        expect(signal.aborted).toBe(false);
        return '654321';
      };
      rig.aws.acceptCodes('654321');
      const owner = rig.owner({ kind: 'profile', profile: 'mfa' });
      expect(await rig.signIn.state(owner.connection)).toEqual({ kind: 'signed-out' });
      expect(await rig.keyOf(owner)).toMatch(/^ASIADEV/);
      expect(rig.questions).toEqual([{ connectionName: 'Work', device, again: false }]);
    }));

  test('that was refused is asked for again, three times in all', () =>
    withAwsSignIn(async (rig) => {
      const typed = ['000000', 'half a code', '222222'];
      rig.answerCode = async () => typed.shift() ?? '';
      const failure = await rig.failureOf(rig.keyOf(rig.owner(withMfa, keys)));
      expect(failure.code).toBe('sign-in/code-refused');
      expect(rig.questions.map(({ again }) => again)).toEqual([false, true, true]);
    }));

  test('is not asked for before there is anything to use it with', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(
        `[profile mfa]\nrole_arn = ${role}\nsource_profile = broken\nmfa_serial = ${device}\n` +
          '[profile broken]\ncredential_process = /nowhere/canary\n',
      );
      const failure = await rig.failureOf(rig.keyOf(rig.owner({ kind: 'profile', profile: 'mfa' })));
      expect(failure).toMatchObject({ code: 'sign-in/command-failed', details: { profile: 'mfa' } });
      expect(rig.questions).toEqual([]);
    }));

  test('is withdrawn when the last request that waits for it is given up', () =>
    withAwsSignIn(async (rig) => {
      const first = new AbortController();
      const second = new AbortController();
      let question: AbortSignal | null = null;
      const asked = new Promise<void>((resolve) => {
        rig.answerCode = ({ signal }) => {
          question = signal;
          resolve();
          return new Promise((_, reject) =>
            signal.addEventListener('abort', () => reject(new Error('gone'))),
          );
        };
      });
      const owner = rig.owner(withMfa, keys);
      const requests = [first, second].map(({ signal }) => rig.failureOf(rig.keyOf(owner, signal)));
      await asked;
      first.abort();
      expect(await requests[0]).toMatchObject({ code: 'sign-in/cancelled' });
      expect(question).toMatchObject({ aborted: false });
      second.abort();
      expect(await requests[1]).toMatchObject({ code: 'sign-in/cancelled' });
      expect(question).toMatchObject({ aborted: true });
    }));
});

describe('temporary credentials', () => {
  const auth: AwsAuth = { kind: 'assume-role', roleArn: role, source: { kind: 'access-key' } };
  const minutes = (count: number): number => count * 60_000;

  test('are kept, and renewed before they run out', () =>
    withAwsSignIn(async (rig) => {
      const owner = rig.owner(auth, keys);
      const first = await rig.keyOf(owner);
      rig.clock.advance(minutes(54));
      expect(await rig.keyOf(owner)).toBe(first);
      rig.clock.advance(minutes(2));
      expect(await rig.keyOf(owner)).not.toBe(first);
    }));

  test('are used to their end where they cannot be renewed', () =>
    withAwsSignIn(async (rig) => {
      const owner = rig.owner(auth, keys);
      const first = await rig.keyOf(owner);
      rig.aws.state.closedRoles.add('dev');
      rig.clock.advance(minutes(56));
      expect(await rig.keyOf(owner)).toBe(first);
      rig.clock.advance(minutes(5));
      expect(await rig.failureOf(rig.keyOf(owner))).toMatchObject({ code: 'provider/access-denied' });
    }));

  test('of a changed secret are others', () =>
    withAwsSignIn(async (rig) => {
      const connection = rig.connection(auth);
      const first = await rig.keyOf({ connection, secret: keys });
      const aws = { accessKeyId: 'AKIAOTHER', secretAccessKey: 's' };
      expect(await rig.keyOf({ connection, secret: { aws } })).not.toBe(first);
    }));

  test('that a service refuses are fetched anew, unless they were fetched just now', () =>
    withAwsSignIn(async (rig) => {
      const owner = rig.owner(auth, keys);
      const first = await rig.keyOf(owner);
      rig.signIn.forget(owner.connection.id);
      expect(await rig.keyOf(owner)).toBe(first);
      rig.clock.advance(minutes(1));
      rig.signIn.forget(owner.connection.id);
      expect(await rig.keyOf(owner)).not.toBe(first);
    }));

  test.each([minutes(90), minutes(-90)])('last an hour on a clock that is wrong by %d ms', (skewMs) =>
    withAwsSignIn(async (rig) => {
      rig.aws.state.skewMs = skewMs;
      const owner = rig.owner(auth, keys);
      const first = await rig.keyOf(owner);
      rig.clock.advance(minutes(50));
      expect(await rig.keyOf(owner)).toBe(first);
      rig.clock.advance(minutes(20));
      expect(await rig.keyOf(owner)).not.toBe(first);
    }),
  );

  test('a signature that came too late is made again by the time of AWS', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.state.skewMs = minutes(90);
      rig.aws.state.refusesTime = true;
      expect(await rig.keyOf(rig.owner(auth, keys))).toMatch(/^ASIADEV/);
      const dates = rig.aws.asked('AssumeRole').map(({ headers }) => headers['x-amz-date'] ?? '');
      expect(dates).toHaveLength(2);
      expect((dates[0] ?? '') < (dates[1] ?? '')).toBe(true);
    }));
});

describe('other ways', () => {
  test('a credential process', () =>
    withAwsSignIn(async (rig) => {
      const printed = {
        Version: 1,
        AccessKeyId: 'AKIAPROCESS',
        SecretAccessKey: 'canary',
        SessionToken: 'canary',
      };
      await rig.writeConfig(`[profile tool]\ncredential_process = echo '${JSON.stringify(printed)}'\n`);
      const owner = rig.owner({ kind: 'profile', profile: 'tool' });
      expect(await rig.keyOf(owner)).toBe('AKIAPROCESS');
      expect(await rig.signIn.state(owner.connection)).toEqual({ kind: 'not-needed' });
    }));

  test('the profile that speaks for the environment is walked as any other', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeCredentials(credentials);
      await rig.writeConfig(
        `[default]\nrole_arn = ${role}\nsource_profile = base\nmfa_serial = ${device}\n` +
          '[profile sso]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n' +
          'sso_account_id = 111111111111\nsso_role_name = Admin\n',
      );
      rig.aws.acceptCodes('123456');
      rig.answerCode = async () => '123456';
      const owner = rig.owner({ kind: 'default-chain' });
      expect(await rig.keyOf(owner)).toMatch(/^ASIADEV/);
      vi.stubEnv('AWS_PROFILE', 'sso');
      expect(await rig.signIn.state(owner.connection)).toEqual({ kind: 'signed-out' });
      expect(await rig.failureOf(rig.keyOf(rig.owner({ kind: 'default-chain' })))).toMatchObject({
        code: 'provider/session-expired',
        details: { profile: 'sso' },
      });
    }));

  test('keys need nobody', () =>
    withAwsSignIn(async (rig) => {
      expect(await rig.signIn.state(rig.connection({ kind: 'access-key' }))).toEqual({ kind: 'not-needed' });
      expect(await rig.signIn.state(rig.connection({ kind: 'api-key' }))).toEqual({ kind: 'not-needed' });
      expect(await rig.keyOf(rig.owner({ kind: 'api-key' }, { apiKey: 'canary-key' }))).toBe('bearer');
    }));

  test.each<[AwsAuth, string]>([
    [{ kind: 'access-key' }, 'secret/missing'],
    [{ kind: 'api-key' }, 'secret/missing'],
    [{ kind: 'default-chain' }, 'secret/missing'],
    [{ kind: 'profile', profile: 'gone' }, 'provider/profile-not-found'],
    [{ kind: 'profile', profile: 'lost' }, 'provider/profile-not-found'],
    [{ kind: 'profile', profile: 'a' }, 'provider/profile-not-found'],
    [{ kind: 'profile', profile: 'half' }, 'provider/profile-not-found'],
    [{ kind: 'profile', profile: 'console' }, 'provider/session-expired'],
  ])('%j without what it needs means %s', (auth, code) =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(
        `[profile lost]\nrole_arn = ${role}\nsource_profile = gone\nmfa_serial = ${device}\n` +
          `[profile a]\nrole_arn = ${role}\nsource_profile = b\n[profile b]\nrole_arn = ${role}\nsource_profile = a\n` +
          '[profile half]\nsso_session = nowhere\nsso_account_id = 111111111111\nsso_role_name = x\n' +
          '[profile console]\nlogin_session = arn:aws:iam::111111111111:user/me\nregion = us-east-1\n',
      );
      expect(await rig.failureOf(rig.keyOf(rig.owner(auth)))).toMatchObject({ code });
      expect(rig.questions).toEqual([]);
    }),
  );

  test('a service that is not there is the network’s failure', () =>
    withAwsSignIn(async (rig) => {
      await rig.aws.close();
      const owner = rig.owner({ kind: 'assume-role', roleArn: role, source: { kind: 'access-key' } }, keys);
      expect(await rig.failureOf(rig.keyOf(owner))).toMatchObject({ code: 'network/refused' });
    }));
});
