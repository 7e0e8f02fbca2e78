import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** What is known of one model, what a test of it finds, and what a person sets in its place. */
export class ModelDetailsDialog {
  readonly root: Locator;
  readonly testButton: Locator;
  /** What the test has found, with what helps. */
  readonly verdict: Locator;
  readonly priceIn: Locator;
  readonly priceOut: Locator;
  readonly window: Locator;
  /** The region that the model is asked in, instead of its connection's. */
  readonly region: Locator;
  readonly #save: Locator;
  readonly #reset: Locator;
  readonly #close: Locator;

  constructor(page: Page) {
    const words = text.chat.modelDetails;
    const test = page.getByRole('region', { name: words.probe });
    this.root = page.getByRole('dialog').filter({ has: test });
    this.testButton = test.getByRole('button', { name: words.probe });
    this.verdict = test.getByRole('status');
    const own = this.root.getByRole('region', { name: words.own });
    this.priceIn = own.getByRole('textbox', { name: words.priceIn });
    this.priceOut = own.getByRole('textbox', { name: words.priceOut });
    this.window = own.getByRole('textbox', { name: words.ownWindow });
    this.region = own.getByRole('textbox', { name: words.region });
    this.#save = own.getByRole('button', { name: words.save, exact: true });
    this.#reset = own.getByRole('button', { name: words.reset });
    this.#close = this.root.getByRole('button', { name: text.chat.parameters.close, exact: true });
  }

  /** A button of the verdict that takes the model to where it can be reached. */
  remedy(name: string): Locator {
    return this.verdict.getByRole('button', { name });
  }

  /** Saves, and resolves once it is kept: there is something to take back then. */
  async save(): Promise<void> {
    await this.#save.click();
    await this.#reset.waitFor();
  }

  async close(): Promise<void> {
    await this.#close.click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
