/**
 * Signing in to AWS through the window: single sign-on with the browser, which opens one page only, the code of a device, and
 * a session that runs out in the middle of a chat.
 */
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test as base } from '../fixtures.ts';
import { SignIn } from '../pages/SignIn.ts';
import { fakeUserCode } from '../providers/aws/tokens.ts';
import { startFakeAwsSignIn } from '../providers/FakeAwsSignIn.ts';
import type { FakeAwsSignIn } from '../providers/FakeAwsSignIn.ts';
import type { RunningApp } from '../RunningApp.ts';

const { connections } = text;

/** The services that sign people in, and the app that finds them there. No browser of this machine is opened. */
const test = base.extend<{ readonly aws: FakeAwsSignIn; readonly signedOut: RunningApp }>({
  aws: async ({}, use) => {
    const aws = await startFakeAwsSignIn();
    await use(aws);
    await aws.close();
  },
  signedOut: async ({ aws, launch }, use) => {
    const app = await launch({ env: aws.environment });
    await app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = (url) => {
        opened.push(url);
        return Promise.resolve();
      };
    });
    await app.window.ready();
    await use(app);
  },
});

test('IAM Identity Center: the code to compare, then an account and a role', async ({
  aws,
  signedOut: { electron, page, window },
}) => {
  aws.browser('waits');
  const signIn = new SignIn(page);
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.chooseSignIn('sso');
  await signIn.startUrl.fill('example.awsapps.com/start');
  await signIn.findAccounts.click();
  await expect(signIn.userCode).toHaveText(fakeUserCode);
  expect(await electron.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual([
    `https://device.sso.us-east-1.amazonaws.com/?user_code=${fakeUserCode}`,
  ]);
  aws.browser('confirms');
  await expect(signIn.userCode).toBeHidden();
  await signIn.choose(signIn.account, /production/);
  await signIn.choose(signIn.role, 'Admin');
  await form.name.fill('Portal');
  await form.save();
  await expect(window.settings.connection('Portal')).toContainText(connections.signIn.states.signedIn);
});

test('a role with a device: its code is asked over the form, and once more when it was refused', async ({
  aws,
  signedOut: { page, window },
  startFake,
}) => {
  const fake = await startFake();
  aws.acceptCodes('123456');
  const signIn = new SignIn(page);
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.chooseSignIn('assume-role');
  await signIn.roleArn.fill('arn:aws:iam::111111111111:role/Bedrock');
  await signIn.choose(
    form.dialog.getByRole('combobox', { name: connections.form.source }),
    connections.form.sources['access-key'],
  );
  await form.accessKeyId.fill('AKIAE2EEXAMPLE000001');
  await form.secretAccessKey.fill('e2e/example+secret+access+key/0000000001');
  await signIn.mfaDevice.fill('arn:aws:iam::111111111111:mfa/me');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  await form.testButton.click();
  await signIn.answer('000000');
  await expect(signIn.question).toContainText(connections.code.again);
  await signIn.answer('123456');
  await expect(form.verdict).toContainText(connections.verdict.works(2));
  await expect(signIn.question).toBeHidden();
});

test('a session that ran out while chatting: the browser once more, and the turn goes on', async ({
  aws,
  signedOut: { page, window },
  startFake,
}) => {
  const fake = await startFake({ behaviours: [{ kind: 'answer', text: 'Welcome back.' }] });
  const signIn = new SignIn(page);
  const form = await window.openNewConnection();
  await form.chooseProvider('bedrock');
  await form.chooseSignIn('sso');
  await signIn.startUrl.fill('example.awsapps.com/start');
  await signIn.findAccounts.click();
  await signIn.choose(signIn.account, /production/);
  await signIn.choose(signIn.role, 'Admin');
  await form.showMore();
  await form.endpoint.fill(fake.url);
  // What is fetched from now on has run out by the next request.
  aws.state.roleSeconds = 0;
  await form.save();
  await window.settings.close();
  await window.chooseModel('Fake Direct');

  aws.state.tokens.clear();
  aws.state.refreshTokens.clear();
  aws.state.roleSeconds = 3600;
  aws.browser('waits');
  await window.composer.send('Am I still signed in?');
  await expect(signIn.userCode).toHaveText(fakeUserCode);
  expect(fake.streams).toHaveLength(0);
  aws.browser('confirms');
  const reply = window.pane().last;
  await expect(reply.root).toContainText('Welcome back.');
  await reply.settled();
  const said = text.chat.replyNotices.sentence({ kind: 'signed-in-again' }, null);
  await expect(reply.happenings).toHaveText([said]);
  await expect(signIn.userCode).toBeHidden();
  expect(fake.streams).toHaveLength(1);
});
