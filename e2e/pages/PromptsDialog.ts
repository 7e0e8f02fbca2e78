import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

type Kind = keyof typeof text.prompts.kinds;

/** The prompt library, and the list that `/` opens over the composer. */
export class PromptsDialog {
  readonly dialog: Locator;
  readonly search: Locator;
  readonly options: Locator;
  readonly newButton: Locator;
  readonly insertButton: Locator;
  readonly useAsSystemButton: Locator;
  readonly deleteButton: Locator;
  readonly undoButton: Locator;
  readonly exportAllButton: Locator;
  readonly importButton: Locator;
  readonly news: Locator;
  readonly failed: Locator;
  /** The list that `/` opens, and the form that asks for a snippet's variables. */
  readonly slashOptions: Locator;
  readonly slashList: Locator;
  readonly fillForm: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    const words = text.prompts;
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: words.title });
    this.search = this.dialog.getByRole('combobox', { name: words.search });
    this.options = this.dialog.getByRole('option');
    this.newButton = this.dialog.getByRole('button', { name: words.new, exact: true });
    this.insertButton = this.dialog.getByRole('button', { name: words.insert, exact: true });
    this.useAsSystemButton = this.dialog.getByRole('button', { name: words.useAsSystem, exact: true });
    this.deleteButton = this.dialog.getByRole('button', { name: words.delete, exact: true });
    this.undoButton = this.dialog.getByRole('button', { name: words.undo, exact: true });
    this.exportAllButton = this.dialog.getByRole('button', { name: words.exportAll, exact: true });
    this.importButton = this.dialog.getByRole('button', { name: words.import, exact: true });
    this.news = this.dialog.getByRole('status');
    this.failed = this.dialog.getByRole('alert');
    this.slashList = page.getByRole('listbox', { name: words.slash.label });
    this.slashOptions = this.slashList.getByRole('option');
    this.fillForm = page.getByRole('dialog', { name: words.slash.fill('').replace('“”', '') });
  }

  option(name: string): Locator {
    return this.options.filter({ hasText: name });
  }

  /** Writes a new prompt and saves it. */
  async write(prompt: { kind: Kind; name: string; folder?: string; text: string }): Promise<void> {
    const words = text.prompts.form;
    await this.newButton.click();
    const form = this.dialog.getByRole('form', { name: words.newTitle });
    await form.getByRole('textbox', { name: words.name }).fill(prompt.name);
    await form.getByRole('radio', { name: text.prompts.kinds[prompt.kind] }).check();
    if (prompt.folder !== undefined) {
      await form.getByRole('combobox', { name: words.folder }).fill(prompt.folder);
      await this.#page.keyboard.press('Tab');
    }
    await form.getByRole('textbox', { name: words.text }).fill(prompt.text);
    await form.getByRole('button', { name: words.save }).click();
    await this.option(prompt.name).waitFor();
  }

  /** Confirms that the system prompt of the chat is replaced. */
  async confirmReplace(): Promise<void> {
    const question = this.#page.getByRole('alertdialog', { name: text.prompts.replace.title });
    await question.getByRole('button', { name: text.prompts.replace.confirm }).click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: text.shell.close, exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
