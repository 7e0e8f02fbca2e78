/** The other clouds, through the form and the real wires: what each form asks is what its server gets. */
import { text } from '../../src/renderer/app/text/text.ts';
import { askInSteps } from '../askInSteps.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { expect, test } from '../fixtures.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';

const { connections } = text;

/** Asks a model of the list: the answer streams and says what it used. */
async function ask(window: MainWindow, fake: FakeProvider, model: string): Promise<void> {
  await window.chooseModel(model);
  const usage = { input: 120, output: 34 };
  const { reply } = await askInSteps(window, fake, { model, prompt: 'Who are you?', usage });
  await expect(reply.root).toContainText(text.chat.footer.tokens(34));
}

test('Azure OpenAI: a resource, a key and the names of deployments', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake();
  const form = await window.openNewConnection();
  await form.chooseProvider('azure-openai');
  // As it is often pasted: with the path of the API.
  await form.resource.fill(`${fake.url}/openai/v1/`);
  await form.apiKey.fill('azure-e2e-key-0001');
  await form.typedModels.fill('my-deployment');
  await form.name.fill('Azure');
  await expect(form.resource).toHaveValue(fake.url);
  await form.passTest();
  await form.save();
  await window.settings.close();
  await ask(window, fake, 'my-deployment');
  const [request] = fake.streams;
  expect(request).toMatchObject({ topic: 'responses', model: 'my-deployment' });
  expect(request?.headers['api-key']).toBe('azure-e2e-key-0001');
  expect(request?.headers['authorization']).toBeUndefined();
});

test('Oracle Cloud: a key, a typed model and an endpoint of its own', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake();
  const form = await window.openNewConnection();
  await form.chooseProvider('oci');
  await form.apiKey.fill('sk-e2e-oracle');
  await form.typedModels.fill('xai.grok-fake');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.passTest();
  await form.save();
  await window.settings.close();
  await ask(window, fake, 'xai.grok-fake');
  const [request] = fake.streams;
  expect(request).toMatchObject({ topic: 'chat', model: 'xai.grok-fake' });
  expect(request?.headers['authorization']).toBe('Bearer sk-e2e-oracle');
});

test('CoreWeave: known by name, with a project, and a test that tells its stations', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake();
  const form = await window.openNewConnection();
  await form.search.fill('coreweave');
  await form.chooseOffer('CoreWeave');
  await form.apiKey.fill('e2e-coreweave-key');
  await form.presetProject.fill('team/project');
  await form.showMore();
  await form.baseUrl.fill(`${fake.url}/v1`);
  await form.testButton.click();
  await expect(form.verdict).toContainText(connections.verdict.works(3));
  await expect(form.hops.filter({ hasText: connections.hops.names.http })).toContainText('ms');
  await expect(form.hops.filter({ hasText: connections.hops.failed })).toHaveCount(0);
  await form.save();
  await window.settings.close();
  await ask(window, fake, 'fake-large');
  expect(fake.streams[0]?.headers['openai-project']).toBe('team/project');
});

test('Amazon SageMaker: an endpoint by its name', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake();
  const form = await window.openNewConnection();
  await form.chooseProvider('sagemaker');
  await form.endpointName.fill('my-endpoint');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.passTest();
  await form.save();
  await window.settings.close();
  await ask(window, fake, 'my-endpoint');
});

test('nothing listens: the test names the station where it stopped', async ({ app, startFake }) => {
  const { window } = app;
  const gone = await startFake();
  await gone.close();
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.baseUrl.fill(`${gone.url}/v1`);
  await form.testButton.click();
  await expect(form.verdict).toContainText('Nothing answers');
  await expect(form.hops.filter({ hasText: connections.hops.failed })).toContainText(
    connections.hops.names.tcp,
  );
});
