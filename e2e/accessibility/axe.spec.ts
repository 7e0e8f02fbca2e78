/**
 * Every screen in both themes under axe, by the rules of WCAG 2.2 A and AA. The page's own policy would keep axe out, so it is
 * handed in by the debugger, which is not a page.
 */
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';
import { Compare } from '../pages/Compare.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import { findings } from './findings.ts';
import { PipelineRun, PipelinesDialog } from '../pages/PipelinesDialog.ts';

/** Three models: two have answered, one was stopped, and one is left out of the next prompt. */
async function showThree(window: MainWindow): Promise<void> {
  for (const model of ['Demo reasoner', 'Demo slow writer']) await window.addModel(model);
  await window.composer.send('hello');
  for (const model of ['Demo writer', 'Demo reasoner']) await window.pane(model).last.settled(40_000);
  await window.composer.stopButton.click();
  await window.pane('Demo slow writer').last.settled();
  await window.lanes.target('Demo reasoner').click();
}

interface Screen {
  readonly name: string;
  readonly open: (window: MainWindow) => Promise<void>;
}

/** What opens over two answers. */
const comparisons: readonly { readonly name: string; readonly open: (compare: Compare) => Promise<void> }[] =
  [
    {
      name: 'the comparison table',
      open: async ({ tableButton, table }) => {
        await tableButton.click();
        await table.getByRole('table').waitFor();
      },
    },
    {
      name: 'the differences of two answers',
      open: async ({ diffButton, diff }) => {
        await diffButton.click();
        // The two demo models may say the same: then a sentence stands in the place of the comparison.
        await diff.getByRole('status').waitFor();
      },
    },
    {
      name: 'a synthesis',
      open: async ({ synthesiseButton, synthesis }) => {
        await synthesiseButton.click();
        await synthesis.getByRole('textbox').waitFor();
      },
    },
    {
      name: 'a blind vote',
      open: async ({ blind, tag }) => {
        await blind.click();
        await tag.waitFor();
      },
    },
    {
      name: 'the scoreboard',
      open: async ({ blind, vote, scoreboard }) => {
        await blind.click();
        await vote.getByRole('button', { name: text.compare.vote.both(2), exact: true }).click();
        await vote.getByRole('button', { name: text.compare.vote.scoreboard }).click();
        await scoreboard.getByRole('table').waitFor();
      },
    },
  ];

const screens: readonly Screen[] = [
  { name: 'an empty chat', open: async (window) => window.ready() },
  {
    name: 'two answers with reasoning, a table and code',
    open: async (window) => {
      await window.addModel('Demo reasoner');
      await window.composer.send('Show me a table and some code');
      await window.pane('Demo writer').reply('Demo writer').settled(40_000);
      await window.pane('Demo reasoner').reply('Demo reasoner').settled(40_000);
    },
  },
  ...(['columns', 'grid', 'focus'] as const).map((layout) => ({
    name: `three models in the layout ${layout}, one left out`,
    open: async (window: MainWindow) => {
      await showThree(window);
      await window.lanes.layout(layout).check();
    },
  })),
  ...(['columns', 'grid'] as const).map((layout) => ({
    name: `three models that scroll together in the layout ${layout}`,
    open: async (window: MainWindow) => {
      await showThree(window);
      await window.lanes.layout(layout).check();
      await window.lanes.synced.click();
      await window.lanes.turns.first().waitFor();
    },
  })),
  {
    name: 'models that were taken off',
    open: async (window) => {
      await showThree(window);
      await window.lanes.choose('Demo writer', 'useAnswer');
      await window.lanes.undo.waitFor();
    },
  },
  {
    name: 'an error in a message',
    open: async (window) => {
      await window.composer.send('error');
      await window.pane().reply('Demo writer').notice.waitFor();
    },
  },
  {
    name: 'the model picker',
    open: async (window) => {
      await window.composer.addModelButton.click();
      await window.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'the settings',
    open: async (window) => {
      await window.openSettings();
    },
  },
  {
    name: 'a new connection',
    open: async (window) => {
      await window.openNewConnection();
    },
  },
  {
    name: 'a new connection to Bedrock',
    open: async (window) => {
      const dialog = await window.openNewConnection();
      await dialog.chooseProvider('bedrock');
    },
  },
  {
    name: 'all that a connection to Bedrock may say',
    open: async (window) => {
      const dialog = await window.openNewConnection();
      await dialog.chooseProvider('bedrock');
      await dialog.chooseSignIn('sso');
      await dialog.showMore();
      await dialog.addPlace();
    },
  },
  ...(['network', 'budgets', 'usage'] as const).map((section) => ({
    name: `the settings of ${section}`,
    open: async (window: MainWindow) => {
      const settings = await window.openSettings();
      await settings.section(text.settings.sections[section]).click();
    },
  })),
  {
    name: 'the palette',
    open: async (window) => {
      await window.page.keyboard.press('ControlOrMeta+k');
      await window.palette.waitFor();
    },
  },
  {
    name: 'search results',
    open: async (window) => {
      await window.composer.send('What is an isolation level?');
      await window.searchField.fill('isolation');
      await window.searchResults.getByRole('listitem').first().waitFor();
    },
  },
  ...comparisons.map(({ name, open }) => ({
    name,
    open: async (window: MainWindow) => {
      await window.addModel('Demo reasoner');
      await window.composer.send('Show me a table');
      await window.pane('Demo writer').reply('Demo writer').settled(40_000);
      await window.pane('Demo reasoner').reply('Demo reasoner').settled(40_000);
      await open(new Compare(window.page));
    },
  })),
  {
    name: 'the export of a transcript',
    open: async (window) => {
      await window.composer.send('hello');
      await window.pane().reply('Demo writer').settled(40_000);
      await window.openTranscript();
    },
  },
  {
    name: 'a draft with files and a plan',
    open: async (window) => {
      await window.composer.field.fill('What is this?');
      await window.composer.pasteFile('notes.txt', 'text/plain', btoa('Notes'));
      await window.composer.files.getByText('notes.txt').waitFor();
      await window.composer.removeFileButton('notes.txt').waitFor();
    },
  },
  {
    name: 'a reply that is edited',
    open: async (window) => {
      await window.composer.send('hello');
      const reply = window.pane().reply('Demo writer');
      await reply.settled(40_000);
      await reply.choose('edit');
      await window.pane().messageAt(1).saveAsBranch.waitFor();
    },
  },
  {
    name: 'the menu of a message',
    open: async (window) => {
      await window.composer.send('hello');
      const reply = window.pane().reply('Demo writer');
      await reply.settled(40_000);
      await reply.more.click();
      await window.page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'the tree of a conversation',
    open: async (window) => {
      await window.composer.send('hello');
      await window.pane().reply('Demo writer').settled(40_000);
      const prompt = window.pane().messageAt(0);
      await prompt.edit.click();
      await prompt.editor.fill('Good morning');
      await prompt.saveAsBranch.click();
      await window.tree.openButton.click();
      await window.tree.item('Good morning').waitFor();
    },
  },
  {
    name: 'prompts that wait',
    open: async (window) => {
      await window.composer.send('Write a long answer');
      for (const prompt of ['And then?', 'And after that?']) {
        await window.composer.field.fill(prompt);
        await window.composer.field.press('Enter');
        await window.composer.queue.prompts.filter({ hasText: prompt }).waitFor();
      }
      await window.composer.stopButton.click();
      await window.composer.queue.held.waitFor();
      await window.composer.queue.edit(2).click();
      await window.composer.queue.editor.waitFor();
    },
  },
  {
    name: 'a deleted branch, and the trash that holds it',
    open: async (window) => {
      await window.composer.send('hello');
      const reply = window.pane().reply('Demo writer');
      await reply.settled(40_000);
      await reply.choose('delete');
      await window.composer.undo.waitFor();
      await window.library.trashButton.click();
      await window.trash.conversations.first().waitFor();
    },
  },
  {
    name: 'a temporary chat',
    open: async (window) => {
      await window.openTemporaryTab();
    },
  },
  {
    name: 'the parameters',
    open: async (window) => {
      await window.composer.parametersButton.click();
      await window.page.getByRole('dialog', { name: text.chat.parameters.title }).waitFor();
    },
  },
  {
    name: 'the details of a model',
    open: async (window) => {
      await window.pane().modelButton.click();
      await window.picker('change').detailsButton.click();
      await window.page.getByRole('button', { name: text.chat.modelDetails.probe }).waitFor();
    },
  },
  {
    name: 'the pipelines',
    open: async ({ page }) => {
      await new PipelinesDialog(page).open();
    },
  },
  {
    name: 'the editor of a pipeline with problems',
    open: async ({ page }) => {
      const pipelines = new PipelinesDialog(page);
      await pipelines.open();
      await pipelines.createButton.click();
      const { editor } = pipelines;
      await editor.addBeside.first().click();
      await editor.writeStep('Second', 'Look at {{input}} and {{nobody}}');
      await editor.problems.waitFor();
    },
  },
  {
    name: 'the start of a pipeline',
    open: async ({ page }) => {
      const start = await new PipelinesDialog(page).openStart();
      await start.input.fill('Trains');
      await start.estimate.and(page.locator('[aria-busy="false"]')).waitFor();
    },
  },
  {
    name: 'a run of a pipeline that waits, with a step unfolded',
    open: async ({ page, composer }) => {
      await composer.field.fill('An essay about trains');
      const start = await new PipelinesDialog(page).openStart();
      await start.begin();
      const run = new PipelineRun(page, 'Draft, critique, revise');
      await run.stop.click();
      await run.continue.waitFor();
      await run.step('Draft').click();
    },
  },
  {
    name: 'the prompt library with a prompt',
    open: async (window) => {
      const prompts = await window.openPrompts();
      await prompts.write({ kind: 'snippet', name: 'Summary', folder: 'Reading', text: 'Sum up {{what}}.' });
      await prompts.insertButton.waitFor();
    },
  },
  {
    name: 'the form of a prompt',
    open: async (window) => {
      const prompts = await window.openPrompts();
      await prompts.newButton.click();
      await window.page.getByRole('form', { name: text.prompts.form.newTitle }).waitFor();
    },
  },
  {
    name: 'the snippets over the composer',
    open: async (window) => {
      const prompts = await window.openPrompts();
      await prompts.write({ kind: 'snippet', name: 'Summary', folder: 'Reading', text: 'Sum up {{what}}.' });
      await prompts.close();
      await window.composer.field.focus();
      await window.page.keyboard.type('/');
      await prompts.slashOptions.first().waitFor();
    },
  },
  {
    name: 'the variables of a snippet',
    open: async (window) => {
      const prompts = await window.openPrompts();
      await prompts.write({ kind: 'snippet', name: 'Summary', text: 'Sum up {{what}}.' });
      await prompts.insertButton.click();
      await prompts.fillForm.waitFor();
    },
  },
  {
    name: 'the model sets',
    open: async (window) => {
      await window.modelSets.open();
      await window.modelSets.save('Demo');
    },
  },
  {
    name: 'the shortcuts',
    open: async (window) => {
      await window.page.keyboard.press('ControlOrMeta+/');
      await window.page.getByRole('dialog', { name: text.shell.shortcuts.title }).waitFor();
    },
  },
];

for (const { name, open } of screens) {
  test(`${name} keeps nobody out, in either theme`, async ({ app: { electron, window } }) => {
    await open(window);
    for (const theme of ['light', 'dark'] as const) {
      await electron.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, theme);
      await window.page.waitForFunction(
        (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
        theme,
      );
      expect(await findings(window), theme).toEqual([]);
    }
  });
}
