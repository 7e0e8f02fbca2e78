import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { AwsAuth } from '../../../shared/aws.ts';
import { usualNetworkSettings } from '../../../shared/usualNetworkSettings.ts';
import type { NetworkSettings } from '../../../shared/network.ts';
import { createNetwork } from '../../network/createNetwork.ts';
import { startTestProxy } from '../../network/testing/TestProxy.ts';
import { createAwsSignIn } from './createAwsSignIn.ts';
import { withAwsSignIn } from './testing/AwsSignInRig.ts';

const role: AwsAuth = {
  kind: 'assume-role',
  roleArn: 'arn:aws:iam::222222222222:role/dev',
  source: { kind: 'access-key' },
};
const secret = { aws: { accessKeyId: 'AKIASOURCE', secretAccessKey: 'canary-secret' } };

test('signing in goes through the proxy that is set at the time', () =>
  withAwsSignIn(async (rig) => {
    // A name that is not this machine's: only the proxy knows where it leads.
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://sts.far.example:8080');
    const leadTo = Number(new URL(rig.aws.url).port);
    const proxies = await Promise.all([startTestProxy({ leadTo }), startTestProxy({ leadTo })]);
    let settings: NetworkSettings = usualNetworkSettings;
    const signIn = createAwsSignIn({
      clock: rig.clock,
      network: createNetwork({
        settings: () => settings,
        proxyPassword: async () => null,
        resolveSystemProxy: async () => 'DIRECT',
        findSystemScript: async () => null,
        environment: {},
        pacWorker: new URL('../../network/pacWorker.ts', import.meta.url),
        clock: rig.clock,
        onSystemTrustMissing: () => undefined,
        onSecret: () => undefined,
      }),
      askForCode: async () => '',
      openPage: async () => undefined,
    });
    try {
      for (const { url } of proxies) {
        settings = { ...settings, proxy: { kind: 'manual', url, bypass: [] } };
        const owner = { connection: rig.connection(role), secret };
        await signIn.identityOf(owner, new AbortController().signal);
      }
      for (const { requests } of proxies)
        expect(requests).toMatchObject([{ target: 'sts.far.example:8080' }]);
      expect(rig.aws.asked('AssumeRole')).toHaveLength(2);
    } finally {
      await Promise.all(proxies.map((proxy) => proxy.close()));
    }
  }));

/** Runs in a fresh process, where nothing else has loaded anything: prints every module that is resolved. */
const createInFreshProcess = `
import { registerHooks } from 'node:module';
const resolved = [];
registerHooks({
  resolve(specifier, context, next) {
    const result = next(specifier, context);
    resolved.push(result.url);
    return result;
  },
});
const { createAwsSignIn } = await import(${JSON.stringify(new URL('createAwsSignIn.ts', import.meta.url).href)});
const atStart = [...resolved];
const signIn = createAwsSignIn({ clock: { now: () => 0 }, network: {}, environment: { HOME: '/nowhere' } });
const connection = { id: '1', provider: 'bedrock', region: 'us-east-1', auth: { kind: 'api-key' } };
await signIn.identityOf({ connection, secret: { apiKey: 'k' } }, new AbortController().signal);
const state = await signIn.state(connection);
console.log(JSON.stringify({ atStart, later: resolved, state }));
`;

test('no SDK is loaded before somebody signs in with something else than a key', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    createInFreshProcess,
  ]);
  const said: { atStart: string[]; later: string[]; state: unknown } = JSON.parse(stdout);
  expect(said.atStart).toHaveLength(1);
  expect(said.later.join(' ')).toContain('SsoTokens.ts');
  expect(said.state).toEqual({ kind: 'not-needed' });
  expect(stdout).not.toMatch(/node_modules\/(@aws-sdk|@smithy)\//);
});
