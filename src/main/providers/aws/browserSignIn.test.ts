import { fromIni } from '@aws-sdk/credential-providers';
import { describe, expect, test } from 'vitest';
import { fakeUserCode } from '../../../../e2e/providers/aws/tokens.ts';
import { portal, ssoAuth, withAwsSignIn } from './testing/AwsSignInRig.ts';
import type { AwsSignInRig } from './testing/AwsSignInRig.ts';

const corp =
  '[profile work]\nsso_session = corp\nsso_account_id = 111111111111\nsso_role_name = Admin\n' +
  `[sso-session corp]\nsso_start_url = ${portal.startUrl}\nsso_region = ${portal.ssoRegion}\n`;

const hour = 3_600_000;

/** A token as the AWS CLI writes it. */
function cliToken(rig: AwsSignInRig, { token = 'canary-of-the-cli', lastsMs = hour, renewal = {} } = {}) {
  rig.aws.state.tokens.add(token);
  return {
    startUrl: portal.startUrl,
    region: portal.ssoRegion,
    accessToken: token,
    expiresAt: new Date(rig.clock.now() + lastsMs).toISOString().replace(/\.\d+Z/, 'Z'),
    ...renewal,
  };
}

function renewable(rig: AwsSignInRig, registrationMs = 30 * 24 * hour) {
  rig.aws.state.refreshTokens.add('canary-refresh');
  return {
    clientId: 'cli-client',
    clientSecret: 'canary-cli-secret',
    registrationExpiresAt: new Date(rig.clock.now() + registrationMs).toISOString(),
    refreshToken: 'canary-refresh',
  };
}

describe('signing in with the browser', () => {
  test('asks until the person has confirmed, not more often than the server allows', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.browser('waits', 'asks-slower', 'breaks-down', 'confirms');
      const owner = rig.owner(ssoAuth);
      expect(await rig.signIn.state(owner.connection)).toEqual({ kind: 'signed-out' });
      const signedIn = rig.signIn.signIn(owner, rig.attendance());
      await rig.passSeconds(1);
      await rig.passSeconds(1);
      // One second, and five more after «slow down»: nothing is asked before that.
      await rig.passSeconds(5);
      expect(rig.aws.asked('/token')).toHaveLength(2);
      await rig.passSeconds(1);
      await rig.passSeconds(11);
      await signedIn;
      expect(rig.aws.asked('/token')).toHaveLength(4);
      expect(rig.prompts).toEqual([
        expect.objectContaining({ userCode: fakeUserCode, host: 'device.sso.us-east-1.amazonaws.com' }),
      ]);
      expect(rig.openedPages).toEqual([
        `https://device.sso.us-east-1.amazonaws.com/?user_code=${fakeUserCode}`,
      ]);
      expect(await rig.keyOf(owner)).toMatch(/^ASIASSO/);
      const state = await rig.signIn.state(owner.connection);
      expect(state).toEqual({ kind: 'signed-in', expiresAt: rig.clock.now() + 8 * hour });
    }));

  test.each([
    ['declines', 'sign-in/cancelled'],
    ['is-late', 'sign-in/expired'],
  ] as const)('a person who %s ends it with %s', (mood, code) =>
    withAwsSignIn(async (rig) => {
      rig.aws.browser(mood);
      const signedIn = rig.failureOf(rig.signIn.signIn(rig.owner(ssoAuth), rig.attendance()));
      await rig.passSeconds(1);
      expect(await signedIn).toMatchObject({ code });
    }),
  );

  test('nobody confirms before the code is over', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.browser('waits');
      const signedIn = rig.failureOf(rig.signIn.signIn(rig.owner(ssoAuth), rig.attendance()));
      await rig.passSeconds(601);
      expect(await signedIn).toMatchObject({ code: 'sign-in/expired' });
    }));

  test('can be given up, and then asks no more', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.browser('waits');
      const abort = new AbortController();
      const signedIn = rig.failureOf(rig.signIn.signIn(rig.owner(ssoAuth), rig.attendance(abort.signal)));
      await rig.passSeconds(1);
      await rig.passSeconds(0);
      abort.abort();
      expect(await signedIn).toMatchObject({ code: 'sign-in/cancelled' });
      expect(rig.clock.waiting).toBe(0);
    }));

  test('two connections to one portal share one sign-in', () =>
    withAwsSignIn(async (rig) => {
      rig.aws.browser('waits', 'confirms');
      const first = rig.signIn.signIn(rig.owner(ssoAuth), rig.attendance());
      await rig.passSeconds(1);
      const second = rig.signIn.signIn(rig.owner({ ...ssoAuth, roleName: 'ReadOnly' }), rig.attendance());
      await rig.passSeconds(1);
      await Promise.all([first, second]);
      expect(rig.openedPages).toHaveLength(1);
      expect(rig.prompts).toHaveLength(2);
    }));

  test('a start URL that the server does not know is told', () =>
    withAwsSignIn(async (rig) => {
      const auth = { ...ssoAuth, startUrl: 'http://plain.example/start' } as const;
      const failure = await rig.failureOf(rig.signIn.signIn(rig.owner(auth), rig.attendance()));
      expect(failure).toMatchObject({
        code: 'provider/bad-request',
        details: { host: 'oidc.us-east-1.amazonaws.com' },
      });
    }));

  test('every token is told to the log before it is used', () =>
    withAwsSignIn(async (rig) => {
      const owner = rig.owner(ssoAuth);
      const signedIn = rig.signIn.signIn(owner, rig.attendance());
      await rig.passSeconds(1);
      await signedIn;
      expect([...rig.noted].map((secret) => secret.replace(/\d+$/, 'N')).toSorted()).toEqual([
        'canary-access-token-N',
        'canary-client-secret',
        'canary-device-code',
        'canary-refresh-token-N',
        'canary-role-secret-N',
        'canary-role-token-N',
      ]);
    }));
});

describe('the token cache of the AWS CLI', () => {
  test('is written as the CLI writes it, for nobody else to read', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(corp);
      const owner = rig.owner({ kind: 'profile', profile: 'work' });
      const signedIn = rig.signIn.signIn(owner, rig.attendance());
      await rig.passSeconds(1);
      await signedIn;
      expect(await rig.readToken('corp')).toEqual({
        startUrl: portal.startUrl,
        region: portal.ssoRegion,
        accessToken: expect.stringMatching(/^canary-access-token/),
        expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        clientId: 'fake-client',
        clientSecret: 'canary-client-secret',
        registrationExpiresAt: expect.stringMatching(/Z$/),
        refreshToken: expect.stringMatching(/^canary-refresh-token/),
      });
      expect(await rig.modeOfToken('corp')).toBe(0o600);
      expect(rig.aws.asked('/client/register')[0]?.body).toContain('sso:account:access');
    }));

  test('is read by the vendor’s own tools', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(corp);
      const signedIn = rig.signIn.signIn(rig.owner({ kind: 'profile', profile: 'work' }), rig.attendance());
      await rig.passSeconds(1);
      await signedIn;
      const { accessKeyId } = await fromIni({ profile: 'work', ignoreCache: true })();
      expect(accessKeyId).toMatch(/^ASIASSO/);
      expect(rig.aws.asked('/token')).toHaveLength(1);
    }));

  test('a session that the CLI began is used, by profile and without one', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(corp);
      await rig.writeToken('corp', cliToken(rig));
      expect(await rig.keyOf(rig.owner({ kind: 'profile', profile: 'work' }))).toMatch(/^ASIASSO/);
      expect(await rig.keyOf(rig.owner(ssoAuth))).toMatch(/^ASIASSO/);
      expect(rig.openedPages).toEqual([]);
      const bearers = rig.aws
        .asked('/federation/credentials')
        .map(({ headers }) => headers['x-amz-sso_bearer_token']);
      expect(bearers).toEqual(['canary-of-the-cli', 'canary-of-the-cli']);
    }));

  test('a profile of the older form, with its session under the start URL', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(
        `[profile old]\nsso_start_url = ${portal.startUrl}\nsso_region = us-east-1\n` +
          'sso_account_id = 111111111111\nsso_role_name = ReadOnly\nregion = eu-west-1\n',
      );
      const { expiresAt, ...rest } = cliToken(rig);
      await rig.writeToken(portal.startUrl, { ...rest, expiresAt: expiresAt.replace('Z', 'UTC') });
      expect(await rig.keyOf(rig.owner({ kind: 'profile', profile: 'old' }))).toMatch(/^ASIASSO/);
    }));

  test('a session that runs out is renewed without a person, once for many', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeConfig(corp);
      await rig.writeToken('corp', cliToken(rig, { lastsMs: -1, renewal: renewable(rig) }));
      const owners = [
        rig.owner({ kind: 'profile', profile: 'work' }),
        rig.owner(ssoAuth),
        rig.owner(ssoAuth),
      ];
      expect(await rig.signIn.state(rig.connection(ssoAuth))).toEqual({ kind: 'signed-in', expiresAt: null });
      const release = rig.aws.hold();
      const keys = owners.map((owner) => rig.keyOf(owner));
      release();
      await Promise.all(keys);
      expect(rig.aws.asked('/token')).toHaveLength(1);
      expect(rig.openedPages).toEqual([]);
      expect(await rig.readToken('corp')).toMatchObject({
        clientId: 'cli-client',
        refreshToken: expect.stringMatching(/^canary-refresh-token/),
      });
    }));

  test('a session that can no longer be renewed has run out', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeToken(portal.startUrl, cliToken(rig, { lastsMs: -1, renewal: renewable(rig) }));
      rig.aws.state.refreshTokens.clear();
      expect(await rig.failureOf(rig.keyOf(rig.owner(ssoAuth)))).toMatchObject({
        code: 'provider/session-expired',
        details: { host: 'corp.awsapps.com' },
      });
    }));

  test('a file that nobody understands is no session', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeToken(portal.startUrl, { accessToken: 7 });
      expect(await rig.signIn.state(rig.connection(ssoAuth))).toEqual({ kind: 'signed-out' });
    }));
});

describe('renewing a session for a chat', () => {
  test('opens the browser only where nothing else helps', () =>
    withAwsSignIn(async (rig) => {
      const owner = rig.owner(ssoAuth);
      const renewed = rig.signIn.renew(owner, rig.attendance());
      await rig.passSeconds(1);
      expect(await renewed).toBe('renewed');
      expect(rig.openedPages).toHaveLength(1);
      expect(await rig.signIn.renew(owner, rig.attendance())).toBe('renewed');
      expect(rig.openedPages).toHaveLength(1);
    }));

  test('a token that was revoked before its time leads to the browser too', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeToken(portal.startUrl, cliToken(rig));
      rig.aws.state.tokens.clear();
      const renewed = rig.signIn.renew(rig.owner(ssoAuth), rig.attendance());
      await rig.passSeconds(1);
      expect(await renewed).toBe('renewed');
    }));

  test('cannot be done for keys', () =>
    withAwsSignIn(async (rig) => {
      const aws = { accessKeyId: 'AKIAKEY', secretAccessKey: 's' };
      expect(await rig.signIn.renew(rig.owner({ kind: 'access-key' }, { aws }), rig.attendance())).toBe(
        'cannot',
      );
    }));
});

describe('accounts and roles', () => {
  test('are listed over all pages, after signing in', () =>
    withAwsSignIn(async (rig) => {
      const listed = rig.signIn.accounts(portal, rig.attendance());
      await rig.passSeconds(1);
      expect(await listed).toEqual([
        { accountId: '111111111111', accountName: 'production', roleNames: ['Admin', 'ReadOnly'] },
        { accountId: '222222222222', accountName: 'sandbox', roleNames: ['Developer'] },
      ]);
      await rig.signIn.accounts(portal, rig.attendance());
      expect(rig.openedPages).toHaveLength(1);
    }));

  test('a role that was taken away is no longer given', () =>
    withAwsSignIn(async (rig) => {
      await rig.writeToken(portal.startUrl, cliToken(rig));
      rig.aws.state.closedRoles.add('Admin');
      expect(await rig.failureOf(rig.keyOf(rig.owner(ssoAuth)))).toMatchObject({
        code: 'provider/access-denied',
        details: { host: 'portal.sso.us-east-1.amazonaws.com', iamAction: 'sso:GetRoleCredentials' },
      });
    }));
});
