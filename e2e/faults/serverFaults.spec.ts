/**
 * What a server can do wrong, as the person meets it: the sentence of the message catalogue inside the reply, what had come of
 * the text still there, the buttons that help, and an answer on the next try once the server has recovered.
 */
import { describeError, type ErrorAction } from '../../src/renderer/app/text/en/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../src/shared/errors.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { Behaviour } from '../providers/behaviour.ts';
import type { FakeProvider } from '../providers/FakeProvider.ts';

const prompt = 'What is a switchyard?';
const partial = 'A yard where trains are sorted';

interface ServerFault {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly code: ErrorCode;
  /** What the sentences name beside the host. */
  readonly details?: ErrorDetails;
  /** The words of the reply before it broke. */
  readonly kept?: string;
}

const faults: readonly ServerFault[] = [
  {
    name: 'refuses the key',
    behaviour: { kind: 'http-error', failure: 'key-refused' },
    code: 'provider/key-refused',
  },
  {
    name: 'does not know the model',
    behaviour: { kind: 'http-error', failure: 'unknown-model' },
    code: 'provider/unknown-model',
    details: { modelId: 'fake-large' },
  },
  {
    name: 'gives no access to the model',
    behaviour: { kind: 'http-error', failure: 'access-denied' },
    code: 'provider/access-denied',
    details: { modelId: 'fake-large' },
  },
  {
    name: 'finds the conversation too long',
    behaviour: { kind: 'http-error', failure: 'context-too-long' },
    code: 'provider/context-too-long',
    details: { modelId: 'fake-large' },
  },
  {
    name: 'has run out of credit',
    behaviour: { kind: 'http-error', failure: 'quota' },
    code: 'provider/quota',
  },
  {
    name: 'does not accept the request',
    behaviour: { kind: 'http-error', failure: 'bad-request' },
    code: 'provider/bad-request',
  },
  {
    name: 'has no chat service at the path',
    behaviour: { kind: 'http-error', failure: 'wrong-path' },
    code: 'provider/not-found',
  },
  {
    name: 'fails inside',
    behaviour: { kind: 'http-error', failure: 'overloaded' },
    code: 'provider/overloaded',
    details: { status: 500 },
  },
  { name: 'is a web page', behaviour: { kind: 'html' }, code: 'provider/unexpected-reply' },
  {
    name: 'is cut off in the middle of a reply',
    behaviour: { kind: 'cut', text: partial },
    code: 'network/reset',
    kept: partial,
  },
  {
    name: 'ends a reply without its end',
    behaviour: { kind: 'unfinished', text: partial },
    code: 'stream/truncated',
    kept: partial,
  },
  {
    name: 'sends what is no event',
    behaviour: { kind: 'malformed', text: partial },
    code: 'provider/unexpected-reply',
    kept: partial,
  },
  {
    name: 'fails inside a stream that began well',
    behaviour: { kind: 'error-in-stream', text: partial, failure: 'overloaded' },
    code: 'provider/overloaded',
    kept: partial,
  },
];

for (const { name, behaviour, code, details, kept } of faults) {
  test(`a server that ${name}`, async ({ app, startFake }) => {
    const { window } = app;
    const provider = await startFake({ behaviours: [behaviour] });
    const { host } = new URL(provider.url);
    await askServer(window, provider);

    const reply = window.pane().last;
    const { title, next, actions } = describeError({
      code,
      message: '',
      retryable: false,
      details: { host, ...details },
    });
    await expect(reply.notice).toContainText(title);
    await expect(reply.notice).toContainText(next);
    for (const action of actions) await expect(reply.remedy(action)).toBeEnabled();
    if (kept !== undefined) await expect(reply.root).toContainText(kept);
    await expect(window.pane().prompt(prompt).root).toBeVisible();
    await expect(window.composer.field).toHaveValue('');
    // What has begun to answer may have cost money already, so it is never asked again by itself.
    if (kept !== undefined) expect(provider.streams).toHaveLength(1);

    provider.script({ kind: 'answer', text: 'It has recovered.' });
    await askAgain(window, actions);
    await expect(window.pane().last.root).toContainText('It has recovered.');
    await expect(window.pane().prompts).toHaveCount(1);
  });
}

/** Connects the server and sends it the prompt. */
async function askServer(window: MainWindow, provider: FakeProvider): Promise<void> {
  await connectServer(window, provider, 'Faulty');
  await window.chooseModel('fake-large');
  await window.composer.send(prompt);
}

/** Takes the way out that the error offers; where it offers none at the reply itself, the reply's own button. */
async function askAgain(window: MainWindow, actions: readonly ErrorAction[]): Promise<void> {
  const reply = window.pane().last;
  if (actions.includes('retry')) {
    await reply.remedy('retry').click();
    return;
  }
  if (actions.includes('choose-model')) await reply.remedy('choose-model').click();
  else await reply.retryWith.click();
  await window.picker('retry').pick('fake-small');
}

test('a server that asks for more time than anybody sits through is not asked again meanwhile', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const provider = await startFake({
    behaviours: [{ kind: 'http-error', failure: 'rate-limited', retryAfterSeconds: 200 }],
  });
  await askServer(window, provider);

  const reply = window.pane().last;
  const { title } = describeError({ code: 'provider/rate-limited', message: '', retryable: true });
  await expect(reply.notice).toContainText(title);
  await expect(reply.notice.getByRole('button', { name: /^Retry in \d+ s$/ })).toBeDisabled();
  expect(provider.streams).toHaveLength(1);

  // Another model need not wait.
  provider.script({ kind: 'answer', text: 'I have time.' });
  await reply.remedy('choose-model').click();
  await window.picker('retry').pick('fake-small');
  await expect(window.pane().last.root).toContainText('I have time.');
});

test('a server that redirects gets no key along the way', async ({ app, startFake }) => {
  const { window } = app;
  const other = await startFake();
  const provider = await startFake({
    behaviours: [{ kind: 'redirect', to: `${other.url}/v1/chat/completions` }],
  });
  await askServer(window, provider);

  const reply = window.pane().last;
  const { host } = new URL(provider.url);
  const { title } = describeError({
    code: 'network/redirect',
    message: '',
    retryable: false,
    details: { host },
  });
  await expect(reply.notice).toContainText(title);
  expect(other.requests).toHaveLength(0);
  await reply.remedy('open-connection').click();
  await expect(window.connection.dialog).toBeVisible();
});

test('a server that nobody can reach', async ({ app, startFake }) => {
  const { window } = app;
  const untrusted = await startFake({ protocol: 'tls' });
  const gone = await startFake();
  await gone.close();
  const ways: readonly { readonly url: string; readonly code: ErrorCode }[] = [
    { url: gone.url, code: 'network/refused' },
    { url: untrusted.url, code: 'network/tls' },
    { url: 'https://no-such-host.invalid', code: 'network/host-not-found' },
  ];
  for (const { url, code } of ways) {
    await test.step(code, async () => {
      await window.openTab();
      await connectServer(window, { url }, code);
      await window.pane().modelButton.click();
      await window.picker('change').useId('some-model', code);
      await window.composer.send(prompt);
      const reply = window.pane().last;
      const { host } = new URL(url);
      const { title, next, actions } = describeError({
        code,
        message: '',
        retryable: false,
        details: { host },
      });
      await expect(reply.notice).toContainText(title);
      await expect(reply.notice).toContainText(next);
      for (const action of actions) await expect(reply.remedy(action)).toBeEnabled();
      await expect(window.pane().prompt(prompt).root).toBeVisible();
    });
  }
  expect(untrusted.requests).toHaveLength(0);

  // The model of a server that can be reached answers the same prompt.
  const provider = await startFake();
  await connectServer(window, provider, 'Reachable');
  await window.chooseModel('fake-large');
  await window.pane().last.remedy('retry').click();
  await expect(window.pane().last.root).toContainText('Hello from the fake provider.');
});
