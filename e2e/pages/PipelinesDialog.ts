import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

const words = text.pipelines;

/** The list of pipelines, their editor and the summary of an import. */
export class PipelinesDialog {
  readonly dialog: Locator;
  readonly own: Locator;
  readonly recipes: Locator;
  readonly createButton: Locator;
  readonly importButton: Locator;
  readonly failed: Locator;
  /** What an import has brought. */
  readonly imported: Locator;
  readonly editor: PipelineEditor;
  readonly start: PipelineStart;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: words.list.title, exact: true });
    this.own = this.dialog.getByRole('region', { name: words.list.own });
    this.recipes = this.dialog.getByRole('region', { name: words.list.recipes });
    this.createButton = this.dialog.getByRole('button', { name: words.list.create });
    this.importButton = this.dialog.getByRole('button', { name: words.list.import });
    this.failed = this.dialog.getByRole('alert');
    this.imported = page.getByRole('dialog').filter({ hasText: words.imported.nothingStarted });
    this.editor = new PipelineEditor(page);
    this.start = new PipelineStart(page);
  }

  /** Opens the list through the palette. */
  async open(): Promise<void> {
    await this.#command(words.commands.open);
    await this.dialog.waitFor();
  }

  /** Opens the start of a run through the palette. */
  async openStart(): Promise<PipelineStart> {
    await this.#command(words.commands.run);
    await this.start.dialog.waitFor();
    return this.start;
  }

  /** Opens the start of one that the list shows. */
  async run(name: string): Promise<PipelineStart> {
    await this.open();
    await this.dialog.getByRole('button', { name: words.list.runNamed(name), exact: true }).click();
    await this.start.dialog.waitFor();
    return this.start;
  }

  async #command(title: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k');
    await this.#page.getByRole('combobox', { name: text.shell.palette.label }).fill(title);
    await this.#page.keyboard.press('Enter');
  }
}

/** The form in which a pipeline is written. */
export class PipelineEditor {
  readonly dialog: Locator;
  readonly name: Locator;
  readonly stepName: Locator;
  readonly prompt: Locator;
  readonly addStep: Locator;
  readonly addBeside: Locator;
  readonly problems: Locator;
  readonly saveButton: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    const editor = words.editor;
    this.#page = page;
    this.dialog = page
      .getByRole('dialog', { name: editor.newTitle })
      .or(page.getByRole('dialog', { name: editor.title }));
    this.name = this.dialog.getByRole('textbox', { name: editor.name, exact: true });
    this.stepName = this.dialog.getByRole('textbox', { name: editor.stepName });
    this.prompt = this.dialog.getByRole('textbox', { name: editor.prompt, exact: true });
    this.addStep = this.dialog.getByRole('button', { name: editor.addStep, exact: true });
    this.addBeside = this.dialog.getByRole('button', { name: editor.addBeside });
    this.problems = this.dialog.getByRole('note');
    this.saveButton = this.dialog.getByRole('button', { name: editor.save, exact: true });
  }

  /** Writes the step that is open. */
  async writeStep(name: string, prompt: string, model?: string): Promise<void> {
    await this.stepName.fill(name);
    await this.prompt.fill(prompt);
    if (model === undefined) return;
    await this.dialog.getByRole('button', { name: beginsWith(`${words.editor.model}: `) }).click();
    await this.#page.getByRole('option', { name: model }).first().click();
  }
}

/** What is asked before a run begins. */
export class PipelineStart {
  readonly dialog: Locator;
  readonly input: Locator;
  readonly estimate: Locator;
  readonly startButton: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: words.start.title });
    this.input = this.dialog.getByRole('textbox', { name: words.start.input, exact: true });
    this.estimate = this.dialog.getByRole('table');
    this.startButton = this.dialog.getByRole('button', { name: words.start.start, exact: true });
  }

  /** Chooses another model for one step of this run. */
  async chooseModel(step: string, model: string): Promise<void> {
    await this.dialog.getByRole('button', { name: beginsWith(words.start.modelOf(step)) }).click();
    await this.#page.getByRole('option', { name: model }).first().click();
  }

  /** Starts as soon as the estimate is there. */
  async begin(): Promise<void> {
    await this.estimate.and(this.#page.locator('[aria-busy="false"]')).waitFor();
    await this.startButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}

/** A run in the conversation in sight. */
export class PipelineRun {
  readonly bar: Locator;
  readonly stop: Locator;
  readonly continue: Locator;
  /** That it has ended, with what it has cost. */
  readonly ended: Locator;
  readonly output: Locator;
  readonly saveOutput: Locator;
  readonly #page: Page;

  constructor(page: Page, name: string) {
    const { run } = words;
    this.#page = page;
    this.bar = page.getByRole('region', { name: run.bar(name), exact: true });
    this.stop = this.bar.getByRole('button', { name: run.stop });
    this.continue = this.bar.getByRole('button', { name: run.continue });
    this.ended = page.getByRole('log').getByText(run.done(name));
    this.output = page.getByRole('textbox', { name: run.editLabel, exact: true });
    this.saveOutput = page.getByRole('button', { name: run.editSave });
  }

  /** The line of a step in the conversation. */
  step(name: string): Locator {
    return this.#page.getByRole('log').getByRole('button', { name: beginsWith(name) });
  }

  /** Something that can be done with a step that waits: `retryNamed`, `skipNamed`, … */
  deed(kind: 'retryNamed' | 'retryWithNamed' | 'skipNamed' | 'editNamed', step: string): Locator {
    return this.bar.getByRole('button', { name: words.run[kind](step), exact: true });
  }
}
