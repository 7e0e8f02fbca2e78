import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** What was deleted, until it is deleted for good. */
export class Trash {
  readonly root: Locator;
  readonly backButton: Locator;
  readonly conversations: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    const words = text.library.trashView;
    this.#page = page;
    this.root = page.getByRole('region', { name: words.title, exact: true });
    this.backButton = this.root.getByRole('button', { name: words.back });
    this.conversations = this.root.getByRole('listitem');
  }

  restoreButton(title: string): Locator {
    return this.root.getByRole('button', { name: text.library.trashView.restoreNamed(title) });
  }

  restoreBranch(excerpt: string): Locator {
    return this.root.getByRole('button', { name: text.chat.branches.trash.restoreNamed(excerpt) });
  }

  async deleteBranchForever(excerpt: string): Promise<void> {
    const words = text.chat.branches.trash;
    await this.root.getByRole('button', { name: words.deleteNamed(excerpt) }).click();
    await this.#page
      .getByRole('alertdialog', { name: words.confirmTitle })
      .getByRole('button', { name: text.library.trashView.deleteForever })
      .click();
  }

  async deleteForever(title: string): Promise<void> {
    const words = text.library.trashView;
    await this.root.getByRole('button', { name: words.deleteNamed(title) }).click();
    await this.#page
      .getByRole('alertdialog', { name: words.confirmTitle })
      .getByRole('button', { name: words.deleteForever })
      .click();
  }
}
