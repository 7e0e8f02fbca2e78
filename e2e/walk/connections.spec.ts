/** Connecting providers through the form: a verdict before saving, the server's own model list, and an answer that streams. */
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';

const { connections } = text;

test('OpenAI: a key, the Responses API, the list of the server', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Hello from **Responses**.' }] });
  const form = await window.openNewConnection();
  await form.chooseProvider('openai');
  await form.apiKey.fill('sk-e2e-openai-key');
  await form.showMore();
  await form.gatewayUrl.fill(`${fake.url}/v1`);
  await form.testButton.click();
  // Of the four that the server lists one embeds and cannot chat.
  await expect(form.verdict).toContainText(connections.verdict.works(3));
  await form.save();
  await expect(window.settings.connection(connections.providers.openai)).toContainText('127.0.0.1');
  await window.settings.close();

  await window.pane().modelButton.click();
  const picker = window.picker('change');
  await expect(picker.connection(connections.providers.openai)).toHaveText([
    /^fake-large/,
    /^fake-small/,
    /^gpt-fake/,
  ]);
  await picker.pick('gpt-fake');
  await window.composer.send('Who are you?');
  const reply = window.pane().reply('gpt-fake');
  await reply.settled();
  await expect(reply.root.getByRole('strong')).toHaveText('Responses');

  const [request] = fake.streams;
  expect(request?.topic).toBe('responses');
  expect(request?.headers['authorization']).toBe('Bearer sk-e2e-openai-key');
  expect(request?.json).toMatchObject({ model: 'gpt-fake', stream: true, store: false });
});

test('any OpenAI-compatible server: address, key, headers, and an id that no list holds', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Hello from the desk.' }] });
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  // As it is often pasted: without a scheme, with the path of one endpoint.
  await form.baseUrl.fill(`${fake.url.replace('http://', '')}/v1/chat/completions`);
  await form.name.fill('Desk');
  await form.addHeader(1, { name: 'X-Team', value: 'blue' });
  await expect(form.baseUrl).toHaveValue(`${fake.url}/v1`);
  await form.testButton.click();
  await expect(form.verdict).toContainText(connections.verdict.works(3));
  await form.save();
  await window.settings.close();

  await window.pane().modelButton.click();
  await window.picker('change').useId('secret-model-v9', 'Desk');
  await window.composer.send('Hello');
  await expect(window.pane().reply('secret-model-v9').root).toContainText('Hello from the desk.');
  const [request] = fake.streams;
  expect(request).toMatchObject({ topic: 'chat', model: 'secret-model-v9', headers: { 'x-team': 'blue' } });
  expect(request?.headers['authorization']).toBeUndefined();
});

test('Amazon Bedrock with an access key: profiles instead of models that need one', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Hello from Converse.' }] });
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.region.fill('eu-central-1');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.sessionToken.fill('e2e-session-token');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.testButton.click();
  await expect(form.verdict).toContainText(connections.verdict.works(2));
  await form.save();
  await window.settings.close();

  await window.pane().modelButton.click();
  const picker = window.picker('change');
  await expect(picker.connection('Bedrock eu-central-1')).toHaveCount(2);
  await picker.pick('US Fake Profiled');
  await window.composer.send('Hello');
  const reply = window.pane().reply('US Fake Profiled');
  await expect(reply.root).toContainText('Hello from Converse.');
  const [request] = fake.streams;
  expect(request).toMatchObject({ topic: 'converse', model: 'us.fake.profiled-v1:0' });
  expect(request?.headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAE2EEXAMPLE000001\/\d{8}\/eu-central-1\/bedrock\//,
  );
  expect(request?.headers['x-amz-security-token']).toBe('e2e-session-token');
});

test('Amazon Bedrock with an API key', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Hello from the key.' }] });
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.chooseSignIn('api-key');
  await form.apiKey.fill('bedrock-api-key-e2e');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.name.fill('Bedrock');
  await form.testButton.click();
  await expect(form.verdict).toContainText(connections.verdict.works(2));
  await form.save();
  await window.settings.close();
  await window.chooseModel('Fake Direct');
  await window.composer.send('Hello');
  await expect(window.pane().reply('Fake Direct').root).toContainText('Hello from the key.');
  expect(fake.streams[0]?.headers['authorization']).toBe('Bearer bedrock-api-key-e2e');
});

test('a refused key is told in the form, and nothing that was typed is lost', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake();
  fake.scriptLists({ kind: 'http-error', failure: 'key-refused' });
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.baseUrl.fill(`${fake.url}/v1`);
  await form.apiKey.fill('sk-e2e-wrong-key');
  await form.testButton.click();
  await expect(form.verdict).toContainText('refused the key');
  await expect(form.verdict).not.toContainText('sk-e2e-wrong-key');
  await expect(form.apiKey).toHaveValue('sk-e2e-wrong-key');

  fake.scriptLists(null);
  await form.testButton.click();
  await expect(form.verdict).toContainText(connections.verdict.works(3));
});
