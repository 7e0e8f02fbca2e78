/** A context that is full: how full is seen, what was left out is marked, and what a change of model loses is told before it does. */
import { writeFile } from 'node:fs/promises';
import { pictureFile } from '../../src/main/attachments/testing/imageFiles.ts';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { ParametersDialog } from '../pages/ParametersDialog.ts';
import type { FakeProviderOptions } from '../providers/FakeProvider.ts';

const { chat } = text;
const summaryOf = 'They greeted each other.';
/** Some 250 tokens, of which two fit into a window of 1,000 with room for a reply, and three do not. */
const long = (name: string): string => `${name} ${'sheep '.repeat(250)}`;

/** Models with small windows, one that sees, and one that has a cache; what asks for a summary gets one. */
const server: FakeProviderOptions = {
  behaviours: ({ model, body }) => {
    if (model === 'acme-scribe') return { kind: 'answer', text: summaryOf };
    // About what the prompts really take, since the app learns how a server counts.
    const usage = { input: Math.ceil(body.length / 6), output: 5 };
    const cached = model === 'acme-eyes' ? { cacheRead: 2000 } : {};
    return { kind: 'answer', text: 'Noted.', usage: { ...usage, ...cached } };
  },
  answers: ({ path }) => {
    if (!path.endsWith('/models')) return null;
    const pricing = { prompt: '0.00001', completion: '0.00001' };
    const sees = { input_modalities: ['text', 'image'] };
    const reads = { input_modalities: ['text'] };
    const data = [
      { id: 'acme-small', context_length: 1000 },
      { id: 'acme-scribe', context_length: 100_000 },
      { id: 'acme-eyes', context_length: 100_000, architecture: sees, pricing },
      { id: 'acme-blind', context_length: 100_000, architecture: reads, pricing },
    ];
    const headers = { 'content-type': 'application/json' };
    return { status: 200, headers, body: JSON.stringify({ data }) };
  },
};

async function ask(window: MainWindow, prompt: string): Promise<void> {
  const before = await window.pane().prompts.count();
  await window.composer.send(prompt);
  await expect(window.pane().prompts).toHaveCount(before + 1);
  await expect(window.pane().last.root).toContainText('Noted.');
  await window.pane().last.settled();
}

/** What the reply says of a cut. */
function happened(cut: { readonly droppedMessages: number; readonly summarised: boolean }): string {
  return chat.replyNotices.sentence({ kind: 'context-cut', firstKeptId: '', ...cut }, null);
}

async function openParameters(window: MainWindow): Promise<ParametersDialog> {
  await window.composer.parametersButton.click();
  return new ParametersDialog(window.page);
}

test('the meter fills, and a context that is too long is not sent unless something is left out', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake(server);
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('acme-small');
  await ask(window, long('First'));
  await ask(window, long('Second'));
  await window.composer.field.fill(long('Third'));
  await expect(window.composer.meter).toContainText('of 1,000 tokens');
  await expect(window.composer.notes).toContainText(['acme-small']);
  await expect(window.composer.sendButton).toBeDisabled();

  await window.composer.notes.getByRole('button', { name: chat.plan.openParameters }).click();
  const parameters = new ParametersDialog(window.page);
  await parameters.whenFull('drop-oldest');
  await parameters.save();
  const cut = { kind: 'context-cut', droppedMessages: 2, summarised: false } as const;
  await expect(window.composer.notes).toContainText([chat.plan.repair(cut, ['acme-small']) ?? '']);
  await ask(window, long('Third'));
  const sent = fake.streams.at(-1)?.body ?? '';
  expect(sent).toContain('Third');
  expect(sent).not.toContain('First');
  await expect(window.pane().last.happenings).toHaveText([happened(cut)]);
  await expect(window.pane().cut('acme-small', 'dropped')).toHaveCount(1);
});

test('the oldest messages go as a summary by the model that was chosen for it', async ({
  app: { window },
  startFake,
}) => {
  const fake = await startFake(server);
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('acme-small');
  const parameters = await openParameters(window);
  await parameters.whenFull('summarise');
  await parameters.summariser.click();
  await window.picker('summarise').pick('acme-scribe');
  await parameters.save();
  await ask(window, long('First'));
  await ask(window, long('Second'));
  await ask(window, long('Third'));
  const models = fake.streams.map(({ model }) => model);
  expect(models).toEqual(['acme-small', 'acme-small', 'acme-scribe', 'acme-small']);
  expect(fake.streams[2]?.body).toContain('First');
  expect(fake.streams[3]?.body).toContain(summaryOf);
  expect(fake.streams[3]?.body).not.toContain('First');
  await expect(window.pane().last.happenings).toHaveText([
    happened({ droppedMessages: 2, summarised: true }),
  ]);
  await expect(window.pane().cut('acme-small', 'summarised')).toHaveCount(1);
});

test('a change of model tells what does not come along, before anything is sent', async ({
  app,
  startFake,
}, testInfo) => {
  const { window } = app;
  const fake = await startFake(server);
  await connectServer(window, fake, 'Desk');
  await window.chooseModel('acme-eyes');
  const picture = testInfo.outputPath('photo.png');
  await writeFile(picture, await pictureFile('png', { width: 40, height: 30 }));
  await app.choose([picture]);
  await window.composer.addFilesButton.click();
  await expect(window.composer.files).toHaveCount(1);
  await ask(window, 'What is this?');
  const before = fake.streams.length;

  await window.chooseModel('acme-blind');
  const report = window.pane().switchReport;
  // 2,000 tokens at 10 dollars a million.
  const drops = ['images', 'cache'] as const;
  const said = chat.plan.switched('acme-blind', { drops: [...drops], lostCacheUsd: 0.02 });
  await expect(report).toContainText(said ?? '');
  expect(fake.streams).toHaveLength(before);
  await ask(window, 'And now?');
  await expect(report).toHaveCount(0);
  const sent = fake.streams.at(-1)?.body ?? '';
  expect(sent).not.toContain('image_url');
  // The model knows that something is missing.
  expect(sent).toContain('Not included: the image “photo.png”');
  await expect(window.pane().last.happenings).toHaveText(['photo.png was left out.']);
  await ask(window, 'And then?');
  await expect(window.pane().last.happenings).toHaveCount(0);
});
