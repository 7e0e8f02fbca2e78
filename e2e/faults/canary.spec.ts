/**
 * A canary: a key that is made up for one run, typed into the form, used in real requests and provoked into errors. Afterwards
 * it may be in the keychain and nowhere else (R25), and no word of a conversation in anything on disk (R33, R43).
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type {} from '../../src/renderer/bridge.d.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { askMain, firstLane } from '../askMain.ts';
import { expect, test } from '../fixtures.ts';
import type { ConnectionDialog } from '../pages/ConnectionDialog.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { Behaviour } from '../providers/behaviour.ts';
import { BridgeTap } from './BridgeTap.ts';
import { heapSnapshot } from './heapSnapshot.ts';
import { bytesOf, filesHolding, listFiles } from './searchFiles.ts';

/** A secret that stands nowhere else, with characters that URLs, JSON and base64 write differently. */
const canary = (): string => `canary/${randomBytes(18).toString('hex')}+q=`;

const prompt = `Zinnober und Quittengelee ${randomBytes(4).toString('hex')}`;
const answer = `Blaubeerkuchen mit Sternanis ${randomBytes(4).toString('hex')}`;
const draft = `Wacholder, noch nicht abgeschickt ${randomBytes(4).toString('hex')}`;

interface Wire {
  readonly name: string;
  readonly model: string;
  /** Fills in the form and returns every secret that was typed. */
  readonly fill: (form: ConnectionDialog, url: string) => Promise<readonly string[]>;
}

const wires: readonly Wire[] = [
  {
    name: 'an OpenAI-compatible server',
    model: 'fake-large',
    fill: async (form, url) => {
      const [key, header] = [canary(), canary()];
      await form.chooseProvider('openai-compatible');
      await form.baseUrl.fill(`${url}/v1`);
      await type(form, form.apiKey, key);
      await form.addHeader(1, { name: 'X-Gateway-Key', value: '' });
      await type(form, form.dialog.getByLabel(text.connections.headers.value(1)), header);
      return [key, header];
    },
  },
  {
    name: 'OpenAI',
    model: 'gpt-fake',
    fill: async (form, url) => {
      const key = canary();
      await form.chooseProvider('openai');
      await type(form, form.apiKey, key);
      await form.showMore();
      await form.gatewayUrl.fill(`${url}/v1`);
      return [key];
    },
  },
  {
    name: 'Azure OpenAI',
    model: 'my-deployment',
    fill: async (form, url) => {
      const key = canary();
      await form.chooseProvider('azure-openai');
      await form.resource.fill(url);
      await type(form, form.apiKey, key);
      await form.typedModels.fill('my-deployment');
      return [key];
    },
  },
  {
    name: 'Amazon Bedrock',
    model: 'Fake Direct',
    fill: async (form, url) => {
      const [id, secret, token] = [`AKIA${randomBytes(8).toString('hex').toUpperCase()}`, canary(), canary()];
      await form.chooseProvider('bedrock');
      await form.chooseSignIn('access-key');
      await type(form, form.accessKeyId, id);
      await type(form, form.secretAccessKey, secret);
      await type(form, form.sessionToken, token);
      await form.showMore();
      await form.endpoint.fill(url);
      return [id, secret, token];
    },
  },
];

/** Types through the keyboard, because `fill` would leave the words in the heap of the page by itself. */
async function type(
  form: ConnectionDialog,
  field: ConnectionDialog['apiKey'],
  secret: string,
): Promise<void> {
  await field.click();
  await form.dialog.page().keyboard.insertText(secret);
}

/** Servers that give away what they were sent: in a refusal, in an error of the request, encoded, inside a stream. */
function indiscretions(secrets: readonly string[]): readonly Behaviour[] {
  const encoded = secrets.map((secret) => Buffer.from(`key=${secret}`).toString('base64'));
  const refusal = (status: number, said: string): Behaviour => ({
    kind: 'raw',
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: { message: said }, message: said }),
  });
  const event = { type: 'error', error: { message: secrets.join(' '), code: 'server_error' } };
  return [
    { kind: 'http-error', failure: 'key-refused' },
    refusal(400, `Unexpected header "Authorization: Bearer ${secrets.join(' ')}"`),
    refusal(422, `Unexpected header ${encoded.join(' ')}`),
    {
      kind: 'raw',
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: `data: ${JSON.stringify(event)}\n\n`,
    },
  ];
}

async function connectionId(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const loaded = await window.bridge.request('workspace.load', {});
    // The shape of the route's answer, which the type of the bridge leaves open.
    const { connections } = (loaded as { data: { connections: { id: string; provider: string }[] } }).data;
    return connections.find(({ provider }) => provider !== 'demo')?.id ?? '';
  });
}

async function converse(window: MainWindow, model: string): Promise<void> {
  await window.chooseModel(model);
  await window.composer.send(prompt);
  await expect(window.pane().last.root).toContainText(answer);
}

for (const wire of wires) {
  test(`the key of ${wire.name} is in the keychain and nowhere else`, async ({ app, home, startFake }) => {
    const { electron, page, window } = app;
    const tap = await BridgeTap.attach(electron);
    const fake = await startFake({ behaviours: [{ kind: 'answer', text: answer }] });

    const form = await window.openNewConnection();
    const secrets = await wire.fill(form, fake.url);
    fake.scriptLists({ kind: 'http-error', failure: 'key-refused' });
    await form.testButton.click();
    await expect(form.verdict).toBeVisible();
    fake.scriptLists(null);
    await form.save();
    await window.settings.close();
    await converse(window, wire.model);
    for (const indiscretion of indiscretions(secrets)) {
      fake.script(indiscretion);
      await window.composer.send(prompt);
      await expect(window.pane().last.notice).toBeVisible();
      // What was kept of the wire, read as the inspector does: the tap hears it.
      const { reply } = await firstLane(page);
      if (reply !== null) await askMain(page, 'messages.inspect', { id: reply.id });
    }
    await window.composer.field.fill(draft);

    const stored = await home.readSecret(`connection:${await connectionId(page)}`);
    for (const secret of secrets) expect(stored).toContain(JSON.stringify(secret).slice(1, -1));

    const traffic = await tap.traffic();
    expect(traffic).toContain(answer);
    expect(formsIn(traffic, secrets)).toEqual([]);

    const heap = await heapSnapshot(page);
    expect(heap).toContain(answer);
    expect(formsIn(heap, secrets)).toEqual([]);

    await app.close();
    expect(await listFiles(home.profileFolder)).toEqual(
      expect.arrayContaining([join('history', 'history.db'), join('logs', 'main.log')]),
    );
    expect(await filesHolding(home.folder, [...secrets, prompt, answer, draft])).toEqual([]);
    expect(await readFile(join(home.profileFolder, 'logs', 'main.log'), 'utf8')).not.toContain(home.folder);
  });
}

/** The forms of the secrets that occur in a text. */
function formsIn(where: string, secrets: readonly string[]): readonly string[] {
  return secrets
    .flatMap(bytesOf)
    .map((bytes) => bytes.toString())
    .filter((form) => where.includes(form));
}
