/** Answers compared: in a table, by their words, without their names, and brought together by a model. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import { Compare } from '../pages/Compare.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProvider, FakeProviderOptions } from '../providers/FakeProvider.ts';

const [short, long] = ['shrub-1', 'timber-1'];
const answers: Readonly<Record<string, string>> = {
  [short]: 'The quick fox jumps.',
  [long]: 'The slow fox jumps.\n\nAnd it sleeps for the rest of the day.',
};
const server = 'Nursery';
const words = text.compare;

/** Two models of one server side by side. */
async function showTwo(
  window: MainWindow,
  startFake: (options?: FakeProviderOptions) => Promise<FakeProvider>,
): Promise<FakeProvider> {
  const fake = await startFake({
    catalogue: { openAi: [short, long] },
    behaviours: ({ model }) => ({
      kind: 'answer',
      text: answers[model] ?? 'Something else.',
      usage: { input: 20, output: model === long ? 40 : 5 },
    }),
  });
  await connectServer(window, fake, server);
  await window.chooseModel(short);
  await window.addModel(long);
  return fake;
}

async function ask(window: MainWindow, prompt: string): Promise<void> {
  await window.composer.send(prompt);
  for (const model of [short, long]) await window.pane(model).reply(model).settled();
}

test('figures of a turn and of the conversation are sorted by every column', async ({ app, startFake }) => {
  const { window } = app;
  const compare = new Compare(window.page);
  await showTwo(window, startFake);
  await ask(window, 'What does the fox do?');

  await compare.tableButton.click();
  const { columns } = words.table;
  const characters = compare.column(compare.table, columns.characters);
  await characters.click();
  await expect(compare.head(compare.table, columns.characters)).toHaveAttribute('aria-sort', 'ascending');
  expect(await compare.rowNames(compare.table)).toEqual([`${short} · ${server}`, `${long} · ${server}`]);
  // The head of the column has the focus, so the keyboard turns the order round.
  await window.page.keyboard.press('Enter');
  await expect(compare.head(compare.table, columns.characters)).toHaveAttribute('aria-sort', 'descending');
  expect(await compare.rowNames(compare.table)).toEqual([`${long} · ${server}`, `${short} · ${server}`]);
  // Nobody knows the price of these models, and none is invented.
  await expect(compare.table.getByRole('cell', { name: words.unknown, exact: true }).first()).toBeVisible();

  await compare.table.getByRole('radio', { name: words.table.conversation }).check();
  await expect(compare.table.getByRole('columnheader', { name: columns.answers })).toBeVisible();
  expect((await compare.rowNames(compare.table)).toSorted()).toEqual([
    `${short} · ${server}`,
    `${long} · ${server}`,
  ]);
  await compare.close(compare.table);
});

test('two answers are compared by word and by line', async ({ app, startFake }) => {
  const { window } = app;
  const compare = new Compare(window.page);
  await showTwo(window, startFake);
  await ask(window, 'What does the fox do?');

  await compare.diffButton.click();
  const { diff } = compare;
  await expect(diff.getByRole('deletion').first()).toContainText('quick');
  await expect(diff.getByRole('insertion').first()).toContainText('slow');
  await diff.getByRole('radio', { name: words.diff.line }).check();
  await expect(diff.getByRole('deletion').first()).toContainText('The quick fox jumps.');
  await diff.getByRole('radio', { name: words.diff.sideBySide }).check();
  await expect(diff.getByRole('columnheader')).toHaveText([short, long]);
  await diff.getByRole('button', { name: words.diff.swap }).click();
  await expect(diff.getByRole('columnheader')).toHaveText([long, short]);
  await expect(diff.getByRole('insertion').first()).toContainText('quick');
  await compare.close(diff);
});

test('a blind vote names nobody before it, and counts on the scoreboard and in its file', async ({
  app,
  home,
  startFake,
}) => {
  const { window } = app;
  const compare = new Compare(window.page);
  await showTwo(window, startFake);
  await compare.blind.click();
  await expect(compare.blind).toHaveAttribute('aria-pressed', 'true');
  await window.composer.send('What does the fox do?');
  await expect(compare.vote.getByText(words.vote.question(2))).toBeVisible();

  const said = await compare.everythingSaid();
  for (const name of [short, long, server, 'openai-compatible']) expect(said).not.toContain(name);
  expect(said).toContain(words.blind.answer(0));
  await expect(compare.tableButton).toBeHidden();

  // Chance has ordered the lanes: the answer is told by its words.
  const labels = [words.blind.answer(0), words.blind.answer(1)] as const;
  const [first, second] = labels;
  const isFirst = (await window.pane(first).reply(first).root.textContent())?.includes('quick') ?? false;
  await compare.tag.fill('foxes');
  await compare.vote
    .getByRole('button', { name: words.vote.better(isFirst ? first : second, 2), exact: true })
    .click();
  await expect(compare.vote).toContainText(words.vote.voted.better(short, 2));
  await expect(compare.vote).toBeFocused();
  await expect(window.pane(short).reply(short).root).toContainText('quick');

  // The next turn is blind again, with the earlier ones.
  await window.composer.send('And then?');
  await expect(compare.vote.getByText(words.vote.question(2))).toBeVisible();
  expect(await compare.everythingSaid()).not.toContain(short);
  await compare.vote.getByRole('button', { name: words.vote.neither(2), exact: true }).click();

  await compare.vote.getByRole('button', { name: words.vote.scoreboard }).click();
  const { scoreboard } = compare;
  await expect(scoreboard.getByText(words.scoreboard.total(2))).toBeVisible();
  await scoreboard.getByRole('combobox', { name: words.scoreboard.tag }).click();
  await window.page.getByRole('option', { name: 'foxes' }).click();
  await expect(scoreboard.getByText(words.scoreboard.total(1))).toBeVisible();
  await expect(scoreboard.getByRole('rowheader')).toHaveText(
    [short, long].map((model) => words.scoreboard.model(model, 'openai-compatible')),
  );

  const file = join(home.folder, 'scoreboard.csv');
  await app.saveTo(file);
  await scoreboard.getByRole('button', { name: words.scoreboard.export }).click();
  await expect(scoreboard.getByText(words.scoreboard.saved('scoreboard.csv'))).toBeVisible();
  const lines = (await readFile(file, 'utf8')).split('\r\n');
  expect(lines[1]).toContain(`"${short}","${short}","openai-compatible","foxes",1,1,0,0,0,1.0000,`);
  expect(lines[2]).toContain(`"${long}","${long}","openai-compatible","foxes",1,0,1,0,0,0.0000,`);

  await scoreboard.getByRole('radio', { name: words.scoreboard.views.votes }).check();
  await scoreboard
    .getByRole('row')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await window.page
    .getByRole('alertdialog')
    .getByRole('button', { name: words.scoreboard.deleteConfirm })
    .click();
  // Nothing has the tag any more, so the other vote is shown.
  await expect(scoreboard.getByRole('cell', { name: words.scoreboard.verdicts.neither })).toBeVisible();
  await expect(scoreboard.getByText(words.scoreboard.total(1))).toBeVisible();
});

test('a synthesis brings answers together, by the keyboard alone, and links to them', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const compare = new Compare(window.page);
  const fake = await showTwo(window, startFake);
  await ask(window, 'What does the fox do?');

  await compare.command(words.commands.synthesise);
  await expect(compare.synthesis).toBeVisible();
  const send = compare.synthesis.getByRole('button', { name: words.synthesis.send, exact: true });
  for (let presses = 0; presses < 20; presses += 1) {
    await window.page.keyboard.press('Tab');
    if (await send.evaluate((button) => button === document.activeElement)) break;
  }
  await window.page.keyboard.press('Enter');
  await expect(compare.synthesis).toBeHidden();

  await expect(window.panes).toHaveCount(3);
  const pane = window.panes.last();
  await expect(pane.getByText(words.synthesis.folded(2))).toBeVisible();
  const reply = pane.getByRole('article', { name: short }).last();
  const link = reply.getByRole('button', { name: words.synthesis.source(long) });
  await expect(link).toBeVisible();
  await expect
    .poll(() => JSON.stringify(fake.streams.at(-1)?.body ?? ''))
    .toContain('And it sleeps for the rest of the day.');

  await link.focus();
  await window.page.keyboard.press('Enter');
  await expect(window.pane(long).root.getByRole('log')).toBeFocused();
  await expect(window.pane(long).reply(long).root).toBeInViewport();
});
