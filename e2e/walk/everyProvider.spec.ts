/**
 * Systems that walk/providers.spec.ts does not visit, from the gallery to a reply that streams and says what it used: Azure's
 * other two surfaces, OpenRouter with the prices of its list, a GPT on Bedrock, Vertex AI, and a server of this machine.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { askInSteps } from '../askInSteps.ts';
import { expect, test } from '../fixtures.ts';
import { InspectorDialog } from '../pages/InspectorDialog.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { fakeBedrock, signatureOf } from '../providers/fakeBedrock.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';

const { connections, chat } = text;
const usage = { input: 120, output: 34, cacheRead: 60 };

/** One question to a model of the picker, answered in steps; the reply says what it used. */
async function ask(window: MainWindow, fake: FakeProvider, model: string) {
  await window.chooseModel(model);
  const asked = await askInSteps(window, fake, { model, prompt: 'Who are you?', usage });
  await expect(asked.reply.root).toContainText(chat.footer.tokens(34));
  await asked.reply.details.click();
  const details = window.page.getByRole('dialog', { name: chat.details.title });
  await expect(details).toContainText(chat.details.tokens(120));
  await expect(details).toContainText(chat.details.tokens(60));
  return { ...asked, details };
}

for (const surface of ['chat', 'classic'] as const) {
  test(`Azure OpenAI: ${connections.form.surfaces[surface]}`, async ({ app: { window }, startFake }) => {
    const fake = await startFake();
    const form = await window.openNewConnection();
    await form.chooseProvider('azure-openai');
    await form.resource.fill(fake.url);
    await form.apiKey.fill('azure-e2e-key-0001');
    await form.typedModels.fill('my-deployment');
    await form.chooseSurface(surface);
    if (surface === 'classic') await form.apiVersion.fill('2024-10-21');
    await form.passTest();
    await form.save();
    await window.settings.close();
    const { request } = await ask(window, fake, 'my-deployment');
    expect(request.topic).toBe('chat');
    expect(request.headers['api-key']).toBe('azure-e2e-key-0001');
    expect(request.path).toBe(
      surface === 'classic'
        ? '/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21'
        : '/openai/v1/chat/completions',
    );
  });
}

test('OpenRouter: the prices of its list are shown, and counted', async ({ app: { window }, startFake }) => {
  const model = {
    id: 'acme/bright',
    name: 'Acme: Bright',
    context_length: 64_000,
    pricing: { prompt: '0.000003', completion: '0.000015', input_cache_read: '0.0000003' },
  };
  const fake = await startFake({
    answers: ({ path }) =>
      path.endsWith('/models')
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ data: [model] }),
          }
        : null,
  });
  const form = await window.openNewConnection();
  await form.search.fill('openrouter');
  await form.chooseOffer('OpenRouter');
  await form.apiKey.fill('sk-or-e2e');
  await form.showMore();
  await form.baseUrl.fill(`${fake.url}/v1`);
  await form.passTest();
  await expect(form.verdict).toContainText(connections.verdict.works(1));
  await form.save();
  await window.settings.close();
  await window.pane().modelButton.click();
  const picker = window.picker('change');
  await picker.field.fill('bright');
  await expect(picker.card).toContainText(chat.modelDetails.price(3, 15));
  await expect(picker.card).toContainText(chat.modelDetails.sources.server);
  await window.page.keyboard.press('Escape');
  const { reply } = await ask(window, fake, 'Acme: Bright');
  // 120 at 3, 60 cached at 0.3 and 34 at 15 dollars a million.
  await expect(reply.root).toContainText(chat.footer.cost((120 * 3 + 60 * 0.3 + 34 * 15) / 1e6));
});

test('a GPT on Amazon Bedrock: Responses, signed, and the inspector shows the way', async ({
  app: { window },
  startFake,
}) => {
  const model = 'openai.gpt-5.4';
  const bedrock = fakeBedrock([{ id: model, doors: ['runtime /openai/v1/responses'] }]);
  const fake = await startFake({ answers: bedrock.answers });
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.region.fill('us-west-2');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.typedModels.fill(model);
  await form.passTest();
  await form.save();
  await window.settings.close();
  const { request, details } = await ask(window, fake, model);
  expect(request).toMatchObject({ topic: 'responses', model, path: '/openai/v1/responses' });
  expect(signatureOf(request).region).toBe('us-west-2');
  await details.getByRole('button', { name: chat.inspector.open }).click();
  const inspector = new InspectorDialog(window.page);
  await expect(inspector.root).toContainText('/openai/v1/responses');
  await expect(inspector.root).not.toContainText('e2e/example+secret');
});

test('Google Cloud: the credentials of this machine, for a model of each surface', async ({
  home,
  launch,
  startFake,
}) => {
  const fake = await startFake({
    answers: ({ path }) => {
      const headers = { 'content-type': 'application/json' };
      if (path === '/token') {
        const body = { access_token: 'google-e2e-token', expires_in: 3600, token_type: 'Bearer' };
        return { status: 200, headers, body: JSON.stringify(body) };
      }
      return /\/locations\/[^/]+$/.test(path) ? { status: 200, headers, body: '{}' } : null;
    },
  });
  // What is exchanged for a token at a place of its own: the only credentials of Google that name their token server.
  const file = join(home.folder, 'adc.json');
  const subject = join(home.folder, 'subject.txt');
  await writeFile(subject, 'an-identity-of-elsewhere');
  const credentials = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/e2e/providers/e2e',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${fake.url}/token`,
    credential_source: { file: subject },
  };
  await writeFile(file, JSON.stringify(credentials));
  const { window } = await launch({ env: { GOOGLE_APPLICATION_CREDENTIALS: file } });
  await window.ready();
  const form = await window.openNewConnection();
  await form.chooseProvider('google-vertex');
  await form.googleProject.fill('my-project-123');
  await form.typedModels.fill('google/gemini-e2e\nopenai/gpt-e2e');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.passTest();
  await form.save();
  await window.settings.close();
  const place = '/v1/projects/my-project-123/locations/global';
  const gemini = await ask(window, fake, 'google/gemini-e2e');
  expect(gemini.request.path).toBe(`${place}/endpoints/openapi/chat/completions`);
  expect(gemini.request.headers['authorization']).toBe('Bearer google-e2e-token');
  const gpt = await ask(window, fake, 'openai/gpt-e2e');
  expect(gpt.request).toMatchObject({ path: `${place}/publishers/openai/v1/responses`, model: 'gpt-e2e' });
});

test('Ollama on this machine is found by itself, with what it says of its models', async ({
  app: { window },
  startFake,
}) => {
  const shown = { model_info: { 'general.architecture': 'llama', 'llama.context_length': 8192 } };
  const fake = await startFake({
    port: 11_434,
    answers: ({ path }) =>
      path === '/api/show'
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(shown) }
        : null,
  }).catch(() => null);
  test.skip(fake === null, 'Something else listens on the port of Ollama');
  if (fake === null) return;
  const form = await window.openNewConnection();
  const found = form.dialog.getByRole('group', { name: connections.gallery.groups.found });
  await found.getByRole('option', { name: /^Ollama/ }).click();
  await expect(window.settings.connection('Ollama')).toBeVisible();
  await window.settings.close();
  await window.pane().modelButton.click();
  await window.picker('change').field.fill('fake-large');
  await expect(window.picker('change').card).toContainText('8,192');
  await window.page.keyboard.press('Escape');
  const { request } = await ask(window, fake, 'fake-large');
  expect(request.headers['authorization']).toBeUndefined();
});
