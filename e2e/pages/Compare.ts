import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

/** What compares answers: its buttons in the bar of the lanes, its dialogs, the vote and the scoreboard. */
export class Compare {
  readonly tableButton: Locator;
  readonly diffButton: Locator;
  readonly synthesiseButton: Locator;
  readonly table: Locator;
  readonly diff: Locator;
  readonly synthesis: Locator;
  readonly scoreboard: Locator;
  /** Blind mode, on or off. */
  readonly blind: Locator;
  readonly vote: Locator;
  readonly tag: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    const words = text.compare;
    const panel = page.getByRole('tabpanel');
    const button = (name: string) => panel.getByRole('button', { name, exact: true });
    const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
    this.#page = page;
    this.tableButton = button(words.bar.table);
    this.diffButton = button(words.bar.diff);
    this.synthesiseButton = button(words.bar.synthesise);
    this.table = dialog(words.table.title);
    this.diff = dialog(words.diff.title);
    this.synthesis = dialog(words.synthesis.title);
    this.scoreboard = dialog(words.scoreboard.title);
    this.blind = button(words.blind.button);
    this.vote = panel.getByRole('group', { name: words.vote.label, exact: true });
    this.tag = this.vote.getByRole('combobox', { name: words.vote.tag });
  }

  /** The button of a column's head in a dialog. */
  column(dialog: Locator, title: string): Locator {
    return dialog.getByRole('columnheader').getByRole('button', { name: title, exact: true });
  }

  /** The head of a column, which says how the table is sorted. */
  head(dialog: Locator, title: string): Locator {
    return dialog.getByRole('columnheader', { name: title, exact: true });
  }

  /** The names of the rows, from above. */
  rowNames(dialog: Locator): Promise<readonly string[]> {
    return dialog.getByRole('rowheader').allTextContents();
  }

  async close(dialog: Locator): Promise<void> {
    await dialog.getByRole('button', { name: text.compare.close, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Carries out a command by its name, with the keyboard alone. */
  async command(title: string): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k');
    await this.#page.getByRole('combobox', { name: text.shell.palette.label }).fill(title);
    await this.#page.getByRole('option', { name: beginsWith(title) }).waitFor();
    await this.#page.keyboard.press('Enter');
  }

  /** Every word and every attribute of the page that is no id or style: what could give a name away. */
  everythingSaid(): Promise<string> {
    return this.#page.evaluate(() =>
      [
        document.title,
        ...[...document.querySelectorAll('[role="tabpanel"], [role="tablist"], [role="status"]')].flatMap(
          (part) =>
            [part, ...part.querySelectorAll('*')].flatMap((element) => [
              element.textContent ?? '',
              ...[...element.attributes].map(({ value }) => value),
            ]),
        ),
      ].join('\n'),
    );
  }
}
