import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** What is set about a conversation and its lanes. */
export class ParametersDialog {
  readonly root: Locator;
  readonly #save: Locator;

  constructor(page: Page) {
    const words = text.chat.parameters;
    this.root = page.getByRole('dialog', { name: words.title });
    this.#save = this.root.getByRole('button', { name: words.save });
  }

  /** A field by its label. */
  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true });
  }

  async save(): Promise<void> {
    await this.#save.click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
