import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

/** The conversations in the sidebar. */
export class LibraryList {
  readonly root: Locator;
  readonly conversations: Locator;
  readonly headings: Locator;
  readonly renameField: Locator;
  readonly trashButton: Locator;
  readonly newChatButton: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const sidebar = page.getByRole('complementary', { name: text.shell.sidebar });
    this.root = sidebar.getByRole('navigation', { name: text.library.chats });
    this.conversations = this.root.getByRole('listitem').getByRole('button');
    this.headings = this.root.getByRole('heading');
    this.renameField = this.root.getByRole('textbox', { name: text.library.rename.label });
    this.trashButton = sidebar.getByRole('button', { name: text.library.trash, exact: true });
    this.newChatButton = sidebar.getByRole('button', { name: beginsWith(text.shell.newChat) }).first();
  }

  conversation(title: string): Locator {
    return this.conversations.filter({ hasText: title });
  }

  /** Chooses an entry of a conversation's menu. */
  async choose(title: string, entry: keyof typeof text.library.menu): Promise<void> {
    await this.conversation(title).click({ button: 'right' });
    await this.#page.getByRole('menuitem', { name: beginsWith(text.library.menu[entry]) }).click();
  }

  async rename(title: string, name: string): Promise<void> {
    await this.choose(title, 'rename');
    await this.renameField.fill(name);
    await this.renameField.press('Enter');
  }
}
