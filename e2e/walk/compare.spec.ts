/** Two, four and eight models side by side: who is asked, how they are shown, and what is done with their answers. */
import type { Locator } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { connectServer } from '../connect.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { FakeProvider, FakeProviderOptions } from '../providers/FakeProvider.ts';

const eight = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple'].map((tree) => `${tree}-1`);

/** Connects a server that offers the trees, and shows the first `count` of them. Their answers have as many lines as their place. */
async function showTrees(
  window: MainWindow,
  startFake: (options?: FakeProviderOptions) => Promise<FakeProvider>,
  count: number,
): Promise<FakeProvider> {
  const fake = await startFake({
    catalogue: { openAi: eight },
    behaviours: ({ model }) => ({
      kind: 'answer',
      text: `This is ${model}.\n\n${'One more line.\n\n'.repeat(eight.indexOf(model))}`,
    }),
  });
  await connectServer(window, fake, 'Woods');
  const [first, ...others] = eight.slice(0, count);
  await window.chooseModel(first ?? '');
  for (const model of others) await window.addModel(model);
  await expect(window.composer.lanes).toHaveCount(count);
  return fake;
}

async function ask(window: MainWindow, prompt: string, models: readonly string[]): Promise<void> {
  await window.composer.send(prompt);
  for (const model of models) {
    const pane = window.pane(model);
    await expect(pane.prompt(prompt).root).toBeVisible();
    await expect(pane.messages.last()).toHaveAccessibleName(model);
    await pane.last.settled();
    await expect(pane.last.root).toContainText(`This is ${model}.`);
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('The element is not in sight.');
  return box;
}

const asked = (fake: FakeProvider) => fake.streams.map(({ model }) => model).toSorted();

test('a prompt goes to all, to some or to one of four', async ({ app, startFake }) => {
  const { window } = app;
  const four = eight.slice(0, 4);
  const [ash = '', birch = '', cedar = '', elm = ''] = four;
  const fake = await showTrees(window, startFake, 4);
  await ask(window, 'All of you', four);
  expect(asked(fake)).toEqual(four);

  await window.lanes.target(ash).click();
  await window.lanes.target(birch).click();
  await expect(window.lanes.target(ash)).toHaveAttribute('aria-pressed', 'false');
  await ask(window, 'Two of you', [cedar, elm]);
  expect(asked(fake)).toEqual([ash, birch, cedar, cedar, elm, elm]);
  await expect(window.pane(ash).messages).toHaveCount(2);
  await expect(window.pane(cedar).messages).toHaveCount(4);

  await window.lanes.choose(ash, 'askOnly');
  await window.lanes.target(ash).click();
  await expect(window.lanes.target(ash)).toHaveAttribute('aria-pressed', 'true');
  await window.lanes.askAll.click();
  for (const model of four) {
    await expect(window.lanes.target(model)).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(window.lanes.askAll).toBeHidden();
});

test('turns line up while the lanes scroll together, and the view is kept', async ({
  app,
  launch,
  startFake,
}) => {
  const { window } = app;
  const three = eight.slice(0, 3);
  const [ash = '', birch = '', cedar = ''] = three;
  await showTrees(window, startFake, 3);
  await ask(window, 'First question', three);
  await window.lanes.target(birch).click();
  await ask(window, 'Second question', [ash, cedar]);
  await window.lanes.askAll.click();
  await ask(window, 'Third question', three);

  await window.lanes.synced.click();
  await expect(window.lanes.synced).toHaveAttribute('aria-pressed', 'true');
  await expect(window.lanes.turns).toHaveCount(3);
  for (const turn of [0, 1, 2]) {
    const boxes = await Promise.all(three.map((model) => boxOf(window.lanes.cell(turn, model))));
    expect(new Set(boxes.map(({ y }) => Math.round(y))).size, `turn ${String(turn)}`).toBe(1);
    expect(new Set(boxes.map(({ height }) => Math.round(height))).size, `turn ${String(turn)}`).toBe(1);
  }
  await expect(window.lanes.cell(1, birch)).toHaveText(text.chat.lanes.absent);
  // The first prompt is the same message for all: it stands there once.
  await expect(window.lanes.turns.first().getByRole('article', { name: text.chat.you })).toHaveCount(1);

  await app.close();
  const again = await launch();
  await again.window.ready();
  await expect(again.window.lanes.synced).toHaveAttribute('aria-pressed', 'true');
  await expect(again.window.lanes.turns).toHaveCount(3);
});

test('columns, grid and focus, with two, four and eight models', async ({ app, startFake }) => {
  const { window, page } = app;
  await app.resize(1280, 800);
  await expect(window.lanes.bar).toBeHidden();
  const fake = await showTrees(window, startFake, 8);
  await expect(window.composer.addModelButton).toBeHidden();
  await ask(window, 'All eight', eight);
  expect(asked(fake)).toEqual(eight);

  const panes = () => Promise.all(eight.map((model) => boxOf(window.pane(model).root)));
  const columns = await panes();
  expect(new Set(columns.map(({ y }) => Math.round(y))).size).toBe(1);
  expect(new Set(columns.map(({ x }) => Math.round(x))).size).toBe(8);

  await window.lanes.layout('grid').check();
  const grid = await panes();
  expect(new Set(grid.map(({ y }) => Math.round(y))).size).toBeGreaterThan(1);
  expect(new Set(grid.map(({ x }) => Math.round(x))).size).toBeLessThan(5);

  await window.lanes.layout('focus').check();
  await expect(window.panes).toHaveCount(1);
  await expect(window.lanes.strips).toHaveCount(7);
  const elm = window.lanes.strip('elm-1');
  await expect(elm).toContainText(text.chat.lanes.states.done);
  await expect(elm).toContainText('One more line.');
  await elm.press('Enter');
  await expect(window.pane('elm-1').root).toBeVisible();
  await expect(window.lanes.strip('elm-1')).toHaveCount(0);

  await app.resize(900, 600);
  for (const model of ['ash-1', 'maple-1']) {
    await window.lanes.strip(model).click();
    await expect(window.pane(model).reply(model).root).toBeVisible();
  }
  await expect(window.composer.field).toBeInViewport();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
});

test('who reads at the end stays there, whatever the layout and the window', async ({ app, startFake }) => {
  const { window, page } = app;
  const four = eight.slice(4);
  await app.resize(1280, 800);
  await showTrees(window, startFake, 8);
  for (const prompt of ['First', 'Second', 'Third']) await ask(window, prompt, eight);
  const logs = page.getByRole('tabpanel').getByRole('log');
  const distances = () =>
    logs.evaluateAll((lists) =>
      lists.map(({ scrollHeight, clientHeight, scrollTop }) =>
        Math.round(scrollHeight - clientHeight - scrollTop),
      ),
    );
  const atEnd = async (lists: number) => {
    await expect(logs).toHaveCount(lists);
    await expect.poll(distances).toEqual(Array.from({ length: lists }, () => 0));
  };
  await atEnd(8);
  for (const layout of ['grid', 'columns', 'grid'] as const) {
    await window.lanes.layout(layout).check();
    await atEnd(8);
    await app.resize(900, 600);
    await atEnd(8);
    await app.resize(1280, 800);
    await atEnd(8);
  }
  await window.lanes.synced.click();
  await atEnd(1);
  await window.lanes.layout('columns').check();
  await atEnd(1);
  await app.resize(900, 600);
  await atEnd(1);
  await window.lanes.layout('focus').check();
  await atEnd(1);
  for (const model of four) await expect(window.lanes.strip(model)).toBeVisible();
});

test('going on with one answer takes the others off, and Undo brings them back', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const [ash = '', birch = '', cedar = ''] = eight;
  await showTrees(window, startFake, 3);
  await ask(window, 'Who is best?', [ash, birch, cedar]);

  await window.lanes.choose(birch, 'useAnswer');
  await expect(window.panes).toHaveCount(1);
  await expect(window.lanes.takenOff).toContainText(text.chat.lanes.takenOff.others(birch, 2));
  await window.lanes.undo.click();
  await expect(window.panes).toHaveCount(3);
  await expect(window.panes.nth(0)).toHaveAccessibleName(ash);
  await expect(window.panes.nth(2)).toHaveAccessibleName(cedar);
  await expect(window.pane(cedar).reply(cedar).root).toContainText(`This is ${cedar}.`);

  await window.composer.removeButton(cedar).click();
  await expect(window.panes).toHaveCount(2);
  await expect(window.lanes.takenOff).toContainText(text.chat.lanes.takenOff.one(cedar));
  await ask(window, 'And now?', [ash, birch]);
  await expect(window.lanes.takenOff).toBeHidden();
});

test('a lane whose provider refuses half-way leaves the others alone; it is tried again by itself', async ({
  app,
  startFake,
}) => {
  const { window } = app;
  const [ash = '', birch = ''] = eight;
  const fake = await showTrees(window, startFake, 2);
  fake.script({ kind: 'manual' });
  await window.composer.send('Both of you');
  await expect.poll(() => fake.streams.length).toBe(2);
  const stream = (model: string) => fake.streams.find((one) => one.model === model);
  for (const model of [ash, birch]) await stream(model)?.emit({ text: `${model} begins` });
  await expect(window.pane(ash).reply(ash).root).toContainText(`${ash} begins`);
  stream(ash)?.cut();
  await expect(window.pane(ash).reply(ash).notice).toBeVisible();
  await expect(window.pane(ash).reply(ash).root).toContainText(`${ash} begins`);
  await expect(window.pane(birch).answering).toBeVisible();
  await stream(birch)?.emit({ text: ' and goes on' });
  await expect(window.pane(birch).reply(birch).root).toContainText('begins and goes on');
  fake.script({ kind: 'answer', text: 'Better now.' });
  await window.lanes.choose(ash, 'retry');
  await expect(window.pane(ash).reply(ash).root).toContainText('Better now.');
  await expect(window.pane(birch).answering).toBeVisible();
  await stream(birch)?.finish();
  await window.pane(birch).reply(birch).settled();
});

test('a prompt of five megabytes to four models is refused in a sentence and stays where it was', async ({
  app,
  startFake,
}) => {
  const { window, page } = app;
  const fake = await showTrees(window, startFake, 4);
  await window.composer.field.focus();
  await page.keyboard.insertText('x'.repeat(5 * 1024 * 1024));
  await expect(window.composer.pastes).toHaveCount(1);
  await window.composer.sendButton.click();
  await expect(window.composer.notice).toBeVisible();
  await expect(window.composer.pastes).toHaveCount(1);
  expect(fake.streams).toHaveLength(0);
  await expect(window.pane(eight[0]).messages).toHaveCount(0);
});

test('two models are compared by keyboard alone', async ({ app, startFake }) => {
  const { window, page } = app;
  const { keyboard } = page;
  const [ash = '', birch = ''] = eight;
  const fake = await showTrees(window, startFake, 2);

  await test.step('leave one out', async () => {
    await keyboard.press('ControlOrMeta+l');
    await keyboard.type('Only one of you');
    await window.lanes.target(ash).focus();
    await keyboard.press('Space');
    await keyboard.press('ControlOrMeta+l');
    await keyboard.press('Enter');
    await window.pane(birch).reply(birch).settled();
    expect(asked(fake)).toEqual([birch]);
    await window.lanes.askAll.focus();
    await keyboard.press('Enter');
    await ask(window, 'Both', [ash, birch]);
  });

  await test.step('go from lane to lane', async () => {
    await keyboard.press('F6');
    await expect(window.pane(ash).root.getByRole('log')).toBeFocused();
    await keyboard.press('F6');
    await expect(window.pane(birch).root.getByRole('log')).toBeFocused();
    await keyboard.press('Shift+F6');
    await expect(window.pane(ash).root.getByRole('log')).toBeFocused();
  });

  await test.step('choose a layout', async () => {
    await window.lanes.layout('columns').focus();
    await keyboard.press('ArrowLeft');
    await expect(window.lanes.layout('focus')).toBeChecked();
    await keyboard.press('F6');
    await expect(window.pane(birch).root).toBeVisible();
    await keyboard.press('ControlOrMeta+k');
    await expect(window.palette).toBeFocused();
    await keyboard.type(text.chat.lanes.commands.columns);
    await keyboard.press('Enter');
    await expect(window.panes).toHaveCount(2);
  });

  await test.step('use an answer from the menu, and undo', async () => {
    await window.pane(birch).menuButton(birch).focus();
    await keyboard.press('Enter');
    await keyboard.type(text.chat.lanes.menu.useAnswer);
    await keyboard.press('Enter');
    await expect(window.panes).toHaveCount(1);
    await window.lanes.undo.focus();
    await keyboard.press('Enter');
    await expect(window.panes).toHaveCount(2);
    await expect(window.composer.field).toBeFocused();
  });
});
