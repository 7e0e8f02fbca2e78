import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** The tree of a conversation, in its dialog. */
export class TreeMap {
  readonly openButton: Locator;
  readonly dialog: Locator;
  readonly tree: Locator;
  readonly items: Locator;
  /** The item that the keyboard stands on. */
  readonly active: Locator;

  constructor(page: Page) {
    const words = text.chat.branches.tree;
    this.openButton = page.getByRole('tabpanel').getByRole('button', { name: words.open, exact: true });
    this.dialog = page.getByRole('dialog', { name: words.title });
    this.tree = this.dialog.getByRole('tree', { name: words.label });
    this.items = this.tree.getByRole('treeitem');
    this.active = this.tree.getByRole('treeitem', { selected: true });
  }

  item(words: string): Locator {
    return this.items.filter({ hasText: words });
  }

  /** Opens the tree with its shortcut and gives it the keyboard. */
  async openByKeyboard(): Promise<void> {
    await this.openButton.page().keyboard.press('ControlOrMeta+j');
    await this.tree.waitFor();
    await this.tree.focus();
  }
}
