import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** What is set about a conversation and its lanes. */
export class ParametersDialog {
  readonly root: Locator;
  /** Names the model that writes summaries, and opens the choice. */
  readonly summariser: Locator;
  readonly #page: Page;
  readonly #save: Locator;

  constructor(page: Page) {
    const words = text.chat.parameters;
    this.root = page.getByRole('dialog', { name: words.title });
    this.#page = page;
    const context = this.root.getByRole('region', { name: words.groups.context });
    this.summariser = context.getByRole('button');
    this.#save = this.root.getByRole('button', { name: words.save });
  }

  /** A field by its label. */
  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true });
  }

  /** Chooses what happens when the conversation no longer fits. */
  async whenFull(strategy: 'stop' | 'drop-oldest' | 'summarise'): Promise<void> {
    const { context } = text.chat.parameters;
    await this.root.getByRole('combobox', { name: context.label }).click();
    await this.#page.getByRole('option', { name: context[strategy] }).click();
  }

  async save(): Promise<void> {
    await this.#save.click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
