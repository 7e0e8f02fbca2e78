/** Connects fake providers as a person does: through the form, with a test before saving. */
import type { MainWindow } from './pages/MainWindow.ts';
import type { FakeProvider } from './providers/FakeProvider.ts';

/** Adds an OpenAI-compatible server under a name, with a key, and goes back to the chat. */
export async function connectServer(
  window: MainWindow,
  fake: Pick<FakeProvider, 'url'>,
  name: string,
): Promise<void> {
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.baseUrl.fill(`${fake.url}/v1`);
  await form.apiKey.fill('sk-e2e-0123456789');
  await form.name.fill(name);
  await form.save();
  await window.settings.close();
}

/** Adds an Amazon Bedrock account with an access key at an endpoint of its own, and goes back to the chat. */
export async function connectBedrock(window: MainWindow, fake: FakeProvider, name: string): Promise<void> {
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.name.fill(name);
  await form.save();
  await window.settings.close();
}
