/** Real work in tabs: each with its own model, streams that are stopped, tried again, changed, compared and left alone. */
import { text } from '../../src/renderer/app/text/text.ts';
import { connectBedrock, connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';

test('Stop closes the socket and keeps the partial answer; Retry makes a branch', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }, { kind: 'answer', text: 'Second try.' }] });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('Tell me a story');
  await expect.poll(() => fake.streams.length).toBe(1);
  const [stream] = fake.streams;
  await stream?.emit({ text: 'Once upon a time' });
  const reply = window.pane().reply('fake-large');
  await expect(reply.root).toContainText('Once upon a time');
  await window.composer.stopButton.click();
  await expect(reply.root).toContainText(text.chat.status.stopped);
  expect(await stream?.closed).toBe('by-client');

  await reply.retry.click();
  await expect(reply.root).toContainText('Second try.');
  await expect(reply.branch(2, 2)).toContainText(text.chat.message.branch(2, 2));
  await reply.previousBranch.click();
  await expect(reply.root).toContainText('Once upon a time');
  await expect(reply.branch(1, 2)).toBeVisible();
  await reply.nextBranch.click();
  await expect(reply.root).toContainText('Second try.');
});

test('another model goes on with the same conversation', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: (request) => ({ kind: 'answer', text: `This is ${request.model}.` }),
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('First question');
  await expect(window.pane().reply('fake-large').root).toContainText('This is fake-large.');
  await window.pane().reply('fake-large').settled();

  await window.chooseModel('fake-small');
  await window.composer.send('Second question');
  await expect(window.pane().reply('fake-small').root).toContainText('This is fake-small.');
  await expect(window.pane().messages).toHaveCount(4);
  expect(fake.streams[1]?.json).toMatchObject({
    model: 'fake-small',
    messages: [
      { role: 'user', content: 'First question' },
      { role: 'assistant', content: 'This is fake-large.' },
      { role: 'user', content: 'Second question' },
    ],
  });
});

test('an edited prompt is a branch too, and the first version stays', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({
    behaviours: [
      { kind: 'answer', text: 'Four.' },
      { kind: 'answer', text: 'Six.' },
    ],
  });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('Two plus two?');
  await expect(window.pane().reply('fake-large').root).toContainText('Four.');
  const prompt = window.pane().last;
  await prompt.settled();
  const first = window.pane().prompt('Two plus two?');
  await first.edit.click();
  const editor = window.pane().root.getByRole('textbox', { name: text.chat.editPrompt.label });
  await editor.fill('Three plus three?');
  await editor.press('Enter');
  await expect(window.pane().reply('fake-large').root).toContainText('Six.');
  const second = window.pane().prompt('Three plus three?');
  await expect(second.branch(2, 2)).toBeVisible();
  await second.previousBranch.click();
  await expect(window.pane().reply('fake-large').root).toContainText('Four.');
});

test('two models side by side answer one prompt; one is stopped, the other goes on', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const desk = await startFake({ behaviours: [{ kind: 'manual' }] });
  const bedrock = await startFake({ behaviours: [{ kind: 'manual' }] });
  await connectServer(window, desk, 'Desk');
  await connectBedrock(window, bedrock, 'Bedrock');
  await window.chooseModel('fake-large');
  await window.addModel('US Fake Profiled');
  await expect(window.panes).toHaveCount(2);
  await expect(window.composer.lanes).toHaveCount(2);

  await window.composer.send('Compare yourselves');
  await expect.poll(() => [desk.streams.length, bedrock.streams.length]).toEqual([1, 1]);
  const left = window.pane('fake-large');
  const right = window.pane('US Fake Profiled');
  await desk.streams[0]?.emit({ text: 'I am the left one' });
  await bedrock.streams[0]?.emit({ text: 'I am the right one' });
  await expect(left.reply('fake-large').root).toContainText('I am the left one');
  await expect(right.reply('US Fake Profiled').root).toContainText('I am the right one');
  await expect(left.prompt('Compare yourselves').root).toBeVisible();
  await expect(right.prompt('Compare yourselves').root).toBeVisible();

  await left.stopButton('fake-large').click();
  await left.reply('fake-large').settled();
  expect(await desk.streams[0]?.closed).toBe('by-client');
  await expect(right.answering).toBeVisible();
  await bedrock.streams[0]?.emit({ text: ', and I go on.' });
  await bedrock.streams[0]?.finish();
  await right.reply('US Fake Profiled').settled();
  await expect(right.reply('US Fake Profiled').root).toContainText('I am the right one, and I go on.');
});

test('streams in tabs out of sight go on, each with its own model', async ({ app, startFake }) => {
  const { window } = app;
  const fake = await startFake({ behaviours: [{ kind: 'manual' }] });
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('fake-large');
  await window.composer.send('Background work');
  await expect.poll(() => fake.streams.length).toBe(1);
  await fake.streams[0]?.emit({ text: 'one ' });

  await window.openTab();
  await window.chooseModel('fake-small');
  await window.composer.send('Foreground work');
  await expect.poll(() => fake.streams.length).toBe(2);
  const background = window.tab('Background work');
  await expect(background).toHaveAccessibleName(/answering/);
  await fake.streams[0]?.emit({ text: 'two ' });
  await fake.streams[1]?.emit({ text: 'alpha' });
  await expect(window.pane().reply('fake-small').root).toContainText('alpha');
  await fake.streams[0]?.emit({ text: 'three' });
  await fake.streams[0]?.finish();
  await expect(background).toHaveAccessibleName(/new answer/);

  await background.click();
  await expect(window.pane().reply('fake-large').root).toContainText('one two three');
  await expect(background).not.toHaveAccessibleName(/new answer|answering/);
  await expect(window.tab('Foreground work')).toHaveAccessibleName(/answering/);
  await fake.streams[1]?.finish();
  await expect(window.tab('Foreground work')).toHaveAccessibleName(/new answer/);
});
