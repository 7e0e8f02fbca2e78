import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

const words = text.modelSets;

/** The dialog of model sets, and the places that open a tab with one. */
export class ModelSets {
  readonly dialog: Locator;
  readonly nameField: Locator;
  readonly saveButton: Locator;
  readonly rows: Locator;
  readonly exportAllButton: Locator;
  readonly importButton: Locator;
  readonly undoButton: Locator;
  readonly news: Locator;
  readonly failed: Locator;
  /** The button beside that for a new tab, and what it offers. */
  readonly newTabMenu: Locator;
  readonly menuItems: Locator;
  /** The sets that an empty chat may begin with. */
  readonly starters: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: words.title });
    this.nameField = this.dialog.getByRole('textbox', { name: words.saveName });
    this.saveButton = this.dialog.getByRole('button', { name: words.save, exact: true });
    this.rows = this.dialog.getByRole('list', { name: words.sets }).locator('> li');
    this.exportAllButton = this.dialog.getByRole('button', { name: words.exportAll, exact: true });
    this.importButton = this.dialog.getByRole('button', { name: words.import, exact: true });
    this.undoButton = this.dialog.getByRole('button', { name: words.undo, exact: true });
    this.news = this.dialog.getByRole('status');
    this.failed = this.dialog.getByRole('alert');
    this.newTabMenu = page.getByRole('button', { name: words.newTabMenu });
    this.menuItems = page.getByRole('menuitem');
    this.starters = page.getByRole('list', { name: words.startWith }).getByRole('button');
  }

  row(name: string): Locator {
    return this.dialog.getByRole('listitem', { name, exact: true });
  }

  /** Opens the dialog through the menu beside the button for a new tab. */
  async open(): Promise<void> {
    await this.newTabMenu.click();
    await this.menuItems.filter({ hasText: words.manage }).click();
    await this.dialog.waitFor();
  }

  /** Saves the models of the chat in sight. */
  async save(name: string): Promise<void> {
    await this.nameField.fill(name);
    await this.saveButton.click();
    await this.row(name).waitFor();
  }

  /** Opens a tab with a set, from the dialog. */
  async openTab(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name: words.openNamed(name) }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Chooses something in the menu of a set. */
  async choose(name: string, item: string): Promise<void> {
    await this.dialog.getByRole('button', { name: words.more(name) }).click();
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: text.shell.close, exact: true }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
