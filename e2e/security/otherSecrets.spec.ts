/**
 * The secrets that are no key of a connection: values of a chat's extra headers, the password of a proxy, tokens of a sign-in.
 * Each is where it belongs and nowhere else (R25, R43): in no file, no log, no inspection, no export, no word to the window.
 */
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestProxy } from '../../src/main/network/testing/TestProxy.ts';
import { usualNetworkSettings } from '../../src/shared/usualNetworkSettings.ts';
import type { Connection } from '../../src/shared/connection.ts';
import { newId } from '../../src/shared/ids.ts';
import type { ConnectionId } from '../../src/shared/ids.ts';
import { askMain, firstLane, tellMain } from '../askMain.ts';
import { expect, test } from '../fixtures.ts';
import type { RunningApp } from '../RunningApp.ts';
import type { TestHome } from '../TestHome.ts';
import { startFakeAwsSignIn } from '../providers/FakeAwsSignIn.ts';
import { BridgeTap } from '../faults/BridgeTap.ts';
import { bytesOf, filesHolding } from '../faults/searchFiles.ts';

const canary = (): string => `canary/${randomBytes(18).toString('hex')}+q=`;

const times = { createdAt: 1, updatedAt: 1 } as const;

/** A refusal that repeats what it was sent. */
function indiscretion(secrets: readonly string[]) {
  return {
    kind: 'raw',
    status: 400,
    headers: { 'content-type': 'application/json', 'x-echo': encodeURIComponent(secrets.join(' ')) },
    body: JSON.stringify({ error: { message: `You sent ${secrets.join(' and ')}` } }),
  } as const;
}

/** Looks at everything that was kept or told of the newest reply, the export included. */
async function disclose(app: RunningApp, home: TestHome): Promise<void> {
  const { page } = app;
  const { conversationId, lane, reply } = await firstLane(page);
  if (reply === null) throw new Error('There is no reply.');
  const inspected = await askMain(page, 'messages.inspect', { id: reply.id });
  expect(inspected?.inspection.requests).not.toEqual([]);
  for (const format of ['markdown', 'json'] as const) {
    await app.saveTo(join(home.folder, `transcript.${format}`));
    const options = { format, laneId: format === 'json' ? null : lane.id, includeReasoning: true };
    expect(await askMain(page, 'transcripts.export', { conversationId, options })).not.toBeNull();
  }
}

function formsIn(where: string, secrets: readonly string[]): readonly string[] {
  return secrets
    .flatMap(bytesOf)
    .map((bytes) => bytes.toString())
    .filter((form) => where.includes(form));
}

test('a header of a chat and the password of a proxy are in the keychain and nowhere else', async ({
  app,
  home,
  startFake,
}) => {
  const { electron, page, window } = app;
  const [header, password, key] = [canary(), canary(), canary()];
  const secrets = [header, password, key];
  const tap = await BridgeTap.attach(electron);
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Through.' }] });
  const proxy = await startTestProxy({ login: `me:${password}`, leadTo: Number(new URL(fake.url).port) });
  try {
    const { settings } = await askMain(page, 'workspace.load', {});
    const network = {
      ...usualNetworkSettings,
      proxy: { kind: 'manual' as const, url: proxy.url, bypass: [] },
    };
    await askMain(page, 'settings.save', { ...settings, network });
    await askMain(page, 'network.setProxyPassword', { credentials: { user: 'me', password } });
    const connection: Connection = {
      ...times,
      id: newId<ConnectionId>(),
      name: 'Far away',
      provider: 'openai-compatible',
      baseUrl: 'http://models.far.example/v1',
    };
    await askMain(page, 'connections.save', { connection, secret: { apiKey: key }, allowInsecure: true });
    await page.reload();
    await window.ready();
    await window.chooseModel('fake-small');
    const { lane } = await firstLane(page);
    await askMain(page, 'lanes.configure', { id: lane.id, parameters: { headerNames: ['X-Gateway-Key'] } });
    const owner = { kind: 'lane' as const, id: lane.id };
    await askMain(page, 'parameters.setHeaders', { owner, headers: { 'X-Gateway-Key': header } });

    await window.composer.send('Hello');
    await expect(window.pane().last.root).toContainText('Through.');
    expect(fake.streams.at(-1)?.headers['x-gateway-key']).toBe(header);
    await disclose(app, home);
    fake.script(indiscretion([...secrets, Buffer.from(`me:${password}`).toString('base64')]));
    await window.composer.send('Hello again');
    await expect(window.pane().last.notice).toBeVisible();
    await disclose(app, home);

    expect(await home.readSecret('proxy')).toContain(JSON.stringify(password).slice(1, -1));
    expect(await home.readSecret(`headers:${lane.id}`)).toContain(JSON.stringify(header).slice(1, -1));
    expect(formsIn(await tap.traffic(), secrets)).toEqual([]);
    await app.close();
    expect(await filesHolding(home.folder, secrets)).toEqual([]);
  } finally {
    await proxy.close();
  }
});

test('a header of a chat does not go along to another provider', async ({ app, startFake }) => {
  const { page, window } = app;
  const [first, second] = [await startFake(), await startFake()];
  for (const [name, { url }] of [
    ['First', first],
    ['Second', second],
  ] as const) {
    const connection: Connection = {
      ...times,
      id: newId<ConnectionId>(),
      name,
      provider: 'openai-compatible',
      baseUrl: `${url}/v1`,
      typedModels: [`model-of-${name}`],
    };
    await askMain(page, 'connections.save', { connection });
  }
  await page.reload();
  await window.ready();
  await window.chooseModel('model-of-First');
  const { conversationId } = await firstLane(page);
  const parameters = { headerNames: ['X-Gateway-Key'] };
  await askMain(page, 'conversations.configure', { id: conversationId, parameters });
  const owner = { kind: 'conversation' as const, id: conversationId };
  await askMain(page, 'parameters.setHeaders', { owner, headers: { 'X-Gateway-Key': canary() } });
  await window.composer.send('Hello');
  await expect.poll(() => first.streams.length).toBe(1);
  await expect(window.composer.sendButton).toBeVisible();
  await window.chooseModel('model-of-Second');
  await window.composer.send('And you?');
  await expect(window.pane().last.notice).toContainText('belong to another address');
  expect(second.streams).toEqual([]);
});

test('tokens of a sign-in are in the cache of the AWS CLI and nowhere else', async ({
  home,
  launch,
  startFake,
}) => {
  const aws = await startFakeAwsSignIn();
  try {
    const app = await launch({ env: { ...aws.environment } });
    const { electron, page, window } = app;
    await electron.evaluate(({ shell }) => {
      shell.openExternal = () => Promise.resolve();
    });
    await window.ready();
    const tap = await BridgeTap.attach(electron);
    const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Signed in.' }] });
    const connection: Connection = {
      ...times,
      id: newId<ConnectionId>(),
      name: 'Portal',
      provider: 'bedrock',
      region: 'us-east-1',
      endpoint: fake.url,
      auth: {
        kind: 'sso',
        startUrl: 'https://example.awsapps.com/start',
        ssoRegion: 'us-east-1',
        accountId: '111111111111',
        roleName: 'Admin',
      },
    };
    await askMain(page, 'connections.save', { connection });
    await page.reload();
    await window.ready();
    aws.browser('confirms');
    await askMain(page, 'signIn.begin', { connection });
    await expect
      .poll(async () => (await askMain(page, 'signIn.state', { connection })).kind, { timeout: 20_000 })
      .toBe('signed-in');
    await window.chooseModel('Fake Direct');
    await window.composer.send('Hello');
    await expect(window.pane().last.root).toContainText('Signed in.');
    const session = String(fake.streams.at(-1)?.headers['x-amz-security-token']);
    expect(session).toContain('canary');
    fake.script(indiscretion([session]));
    await window.composer.send('Hello again');
    await expect(window.pane().last.notice).toBeVisible();
    await disclose(app, home);

    const tokens = [...aws.state.tokens, ...aws.state.refreshTokens];
    expect(tokens).not.toEqual([]);
    expect(formsIn(await tap.traffic(), [...tokens, session])).toEqual([]);
    await app.close();
    const holding = await filesHolding(home.folder, [...tokens, session]);
    expect(holding).toEqual([expect.stringMatching(/^\.aws\/sso\/cache\/[0-9a-f]{40}\.json$/)]);
    const [cache = ''] = holding;
    expect((await stat(join(home.folder, cache))).mode & 0o777).toBe(0o600);
    expect(await filesHolding(home.folder, [session])).toEqual([]);
  } finally {
    await aws.close();
  }
});

test('a token command runs only for whom it was confirmed, and for one place', async ({
  app,
  home,
  startFake,
}) => {
  const { electron, page } = app;
  const token = `canary-${randomBytes(18).toString('hex')}`;
  await electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (...args: unknown[]) => {
      const options = args.at(-1) as { detail: string };
      asked.push(options.detail);
      return Promise.resolve({ response: asked.length === 1 ? 0 : 1, checkboxChecked: false });
    };
  });
  const [first, second] = [await startFake(), await startFake()];
  const to = (url: string): Connection => ({
    ...times,
    id: newId<ConnectionId>(),
    name: 'Azure',
    provider: 'azure-openai',
    endpoint: url,
    api: { kind: 'v1', wire: 'chat' },
    auth: { kind: 'entra-command', program: '/bin/echo', args: [token] },
  });
  expect(await tellMain(page, 'connections.test', { connection: to(first.url) })).toMatchObject({
    data: { ok: true },
  });
  expect(await tellMain(page, 'connections.test', { connection: to(second.url) })).toMatchObject({
    data: { ok: false, error: { code: 'sign-in/not-confirmed' } },
  });
  expect(first.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${token}`);
  expect(second.requests).toEqual([]);
  const asked = await electron.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
  expect(asked).toEqual([expect.stringContaining(first.url), expect.stringContaining(second.url)]);
  await app.close();
  expect(await filesHolding(home.folder, [token])).toEqual([]);
});
