/** Servers that want a second try: a throttled one, one that is down, one that refuses a parameter. */
import { describeError } from '../../src/renderer/app/text/en/errors.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import { ParametersDialog } from '../pages/ParametersDialog.ts';
import { signatureOf } from '../providers/fakeBedrock.ts';

const { replyNotices, status, composer } = text.chat;
const titleOf = (code: Parameters<typeof describeError>[0]['code'], details = {}) =>
  describeError({ code, message: '', retryable: true, details }).title;

test('a throttled server: the wait is counted down, and what was asked is answered after it', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake({
    behaviours: [
      { kind: 'http-error', failure: 'rate-limited', retryAfterSeconds: 3 },
      { kind: 'answer', text: 'Thank you for waiting.' },
    ],
  });
  await connectServer(window, fake, 'Busy');
  await window.chooseModel('fake-large');
  await window.composer.send('Are you there?');
  const reply = window.pane().last;
  await expect(reply.happenings).toContainText([titleOf('provider/rate-limited')]);
  await expect(reply.happenings).toContainText([/Trying again in \d seconds?…/]);
  await expect(reply.root).toContainText('Thank you for waiting.');
  await reply.settled();
  await expect(reply.happenings).toHaveCount(0);
  expect(fake.streams).toHaveLength(2);
});

for (const way of ['the notice', 'the composer'] as const) {
  test(`a long wait ends at once with ${way}`, async ({ app: { window }, startFake }) => {
    const fake = await startFake({
      behaviours: [{ kind: 'http-error', failure: 'rate-limited', retryAfterSeconds: 100 }],
    });
    await connectServer(window, fake, 'Busy');
    await window.chooseModel('fake-large');
    await window.composer.send('Are you there?');
    const reply = window.pane().last;
    await expect(reply.happenings).toHaveText([/Trying again in \d{2,3} seconds…/]);
    if (way === 'the composer') await window.composer.stopButton.click();
    else await reply.happenings.getByRole('button', { name: replyNotices.cancel }).click();
    await expect(reply.root).toContainText(status.stopped);
    await expect(window.page.getByRole('button', { name: composer.send, exact: true })).toBeVisible();
    expect(fake.streams).toHaveLength(1);
  });
}

test('a region that is throttled gives way to another one, and the reply says who gave it', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake({
    behaviours: (request) =>
      signatureOf(request).region === 'us-east-1'
        ? { kind: 'http-error', failure: 'rate-limited' }
        : { kind: 'answer', text: 'From the other coast.' },
  });
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.region.fill('us-east-1');
  await form.chooseSignIn('access-key');
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await form.showMore();
  await form.addPlace();
  await form.placeRegion(1).fill('us-west-2');
  await form.endpoint.fill(fake.url);
  await form.name.fill('Two coasts');
  await form.save();
  await window.settings.close();
  await window.chooseModel('Fake Direct');
  await window.composer.send('Who answers?');
  const reply = window.pane().last;
  await expect(reply.root).toContainText('From the other coast.');
  await reply.settled();
  const code = 'provider/rate-limited';
  const said = replyNotices.sentence({ kind: 'failed-over', region: 'us-west-2', code }, titleOf(code));
  await expect(reply.happenings).toHaveText([said]);
  expect(fake.streams.map((request) => signatureOf(request).region)).toEqual(['us-east-1', 'us-west-2']);
});

test('a parameter that is refused is left out, said, and not sent again', async ({
  app: { window, page },
  startFake,
}) => {
  const refusal = {
    message: "Unsupported parameter: 'temperature' is not supported with this model.",
    type: 'invalid_request_error',
    param: 'temperature',
    code: 'unsupported_parameter',
  };
  const fake = await startFake({
    behaviours: ({ body }) =>
      body.includes('"temperature"')
        ? {
            kind: 'raw',
            status: 400,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ error: refusal }),
          }
        : { kind: 'answer', text: 'At my own temperature.' },
  });
  await connectServer(window, fake, 'Strict');
  await window.chooseModel('fake-large');
  await window.composer.parametersButton.click();
  const parameters = new ParametersDialog(page);
  await parameters.field(text.chat.parameters.names.temperature).fill('0.2');
  await parameters.save();
  await window.composer.send('One');
  const reply = window.pane().last;
  await expect(reply.root).toContainText('At my own temperature.');
  const said = replyNotices.sentence({ kind: 'parameter-dropped', parameter: 'temperature' }, null);
  await expect(reply.happenings).toHaveText([said]);
  await reply.settled();
  await window.composer.send('Two');
  await expect(window.pane().prompts).toHaveCount(2);
  await expect(window.pane().last.root).toContainText('At my own temperature.');
  expect(fake.streams.map(({ body }) => body.includes('"temperature"'))).toEqual([true, false, false]);
});
