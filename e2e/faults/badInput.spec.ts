/** What a person can type wrong: it is said where it was typed, in plain words, and nothing that was typed is lost. */
import { describeError } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { maxPromptLength } from '../../src/shared/conversation.ts';
import type { ErrorCode, ErrorDetails } from '../../src/shared/errors.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

const sentence = (code: ErrorCode, details: ErrorDetails = {}) =>
  describeError({ code, message: '', retryable: false, details });

/** The fake's list has one more model, which does not chat. */
const offered = 3;

test('an empty prompt is not sent', async ({ app, startFake }) => {
  const { window } = app;
  const provider = await startFake();
  await connectServer(window, provider, 'Fake');
  await window.chooseModel('fake-large');
  await window.composer.send('  \n ');
  await expect(window.composer.notice).toContainText(sentence('chat/empty-prompt').title);
  await window.composer.send('Now with words');
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
  await expect(window.composer.notice).toHaveCount(0);
  expect(provider.streams).toHaveLength(1);
});

test('a paste of five megabytes is refused in words and stays', async ({ app, startFake }) => {
  const { electron, page, window } = app;
  const provider = await startFake();
  await connectServer(window, provider, 'Fake');
  await window.chooseModel('fake-large');
  const line = 'The quick brown fox jumps over the lazy dog.\n';
  const times = Math.ceil((5 * 1024 * 1024) / line.length);
  await electron.evaluate(
    // A promise since Electron 44, and done at once before.
    async ({ clipboard }, [words, count]) => clipboard.writeText(words.repeat(count)),
    [line, times] as const,
  );
  const { field, sendButton, notice, pastes } = window.composer;
  await field.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(pastes).toHaveCount(1);
  await field.pressSequentially('What is this about?');
  await expect(field).toHaveValue('What is this about?');

  await sendButton.click();
  const { title, next } = sentence('chat/prompt-too-large', { limit: maxPromptLength });
  await expect(notice).toContainText(title);
  await expect(notice).toContainText(next);
  await expect(pastes).toHaveCount(1);
  await expect(field).toHaveValue('What is this about?');
  expect(provider.streams).toHaveLength(0);
});

test('an address is completed in plain sight', async ({ app, startFake }) => {
  const { window } = app;
  const provider = await startFake();
  const { host } = new URL(provider.url);
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  for (const typed of [`${host}/v1`, `http://${host}/v1/chat/completions`, `http://${host}/v1/models/`]) {
    await form.baseUrl.fill(typed);
    await form.testButton.click();
    await expect(form.verdict).toContainText(text.connections.verdict.works(offered));
    await expect(form.baseUrl).toHaveValue(`http://${host}/v1`);
  }
  await form.baseUrl.fill('api.example.com/v1');
  await form.name.focus();
  await expect(form.baseUrl).toHaveValue('https://api.example.com/v1');
});

test('what is no address is told beside the field', async ({ app }) => {
  const { window } = app;
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.apiKey.fill('sk-typed-once');
  for (const typed of ['ftp://example.com/v1', 'https://', 'not an address']) {
    await form.baseUrl.fill(typed);
    await form.saveButton.click();
    await expect(form.dialog).toContainText(text.connections.problems.url);
    await expect(form.baseUrl).toHaveValue(typed);
  }
  await form.baseUrl.fill('');
  await form.saveButton.click();
  await expect(form.dialog).toContainText(text.connections.problems.baseUrl);

  await form.baseUrl.fill('https://name:secret@example.com/v1');
  await form.saveButton.click();
  await expect(form.dialog).toContainText(sentence('connection/invalid-url').title);
  await expect(form.apiKey).toHaveValue('sk-typed-once');
});

test('plain http to another machine needs an explicit word', async ({ app }) => {
  const { window } = app;
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.baseUrl.fill('http://gateway.example.com/v1');
  await form.apiKey.fill('sk-typed-once');
  await form.saveButton.click();
  const host = 'gateway.example.com';
  await expect(form.verdict).toContainText(sentence('connection/insecure-url', { host }).title);
  await expect(form.apiKey).toHaveValue('sk-typed-once');
  await form.allowInsecure.check();
  await form.save();
  await expect(window.settings.connection(host)).toBeVisible();
});

test('testing a connection tells what is wrong without losing the form', async ({ app, startFake }) => {
  const { window } = app;
  const provider = await startFake();
  const untrusted = await startFake({ protocol: 'tls' });
  const gone = await startFake();
  await gone.close();
  const form = await window.openNewConnection();
  await form.chooseProvider('openai-compatible');
  await form.apiKey.fill('sk-typed-once');
  const host = (url: string) => new URL(url).host;
  const ways: readonly { readonly url: string; readonly code: ErrorCode }[] = [
    { url: `${gone.url}/v1`, code: 'network/refused' },
    { url: `${untrusted.url}/v1`, code: 'network/tls' },
    { url: 'https://no-such-host.invalid/v1', code: 'network/host-not-found' },
    { url: `${provider.url}/v1`, code: 'provider/key-refused' },
  ];
  provider.scriptLists({ kind: 'http-error', failure: 'key-refused' });
  for (const { url, code } of ways) {
    await form.baseUrl.fill(url);
    await form.testButton.click();
    await expect(form.verdict).toContainText(sentence(code, { host: host(url) }).title);
    await expect(form.verdict).toContainText(sentence(code, { host: host(url) }).next);
    await expect(form.apiKey).toHaveValue('sk-typed-once');
  }
  await expect(form.verdict).not.toContainText('sk-typed-once');
  provider.scriptLists({ kind: 'html' });
  await form.testButton.click();
  await expect(form.verdict).toContainText(
    sentence('provider/unexpected-reply', { host: host(provider.url) }).title,
  );
  provider.scriptLists(null);
  await form.testButton.click();
  await expect(form.verdict).toContainText(text.connections.verdict.works(offered));
});
