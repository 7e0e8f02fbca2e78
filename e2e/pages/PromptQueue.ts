import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

const words = text.chat.queue;

/** The prompts that wait above the composer. */
export class PromptQueue {
  readonly root: Locator;
  readonly prompts: Locator;
  /** Lets a prompt wait by mouse, beside Stop. */
  readonly addButton: Locator;
  /** Why nothing is sent by itself. */
  readonly held: Locator;
  readonly goOn: Locator;
  readonly editor: Locator;
  readonly save: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('region', { name: words.label, exact: true });
    this.prompts = this.root.getByRole('listitem');
    this.addButton = page.getByRole('tabpanel').getByRole('button', { name: words.add, exact: true });
    this.held = this.root.getByRole('status');
    this.goOn = this.root.getByRole('button', { name: words.resume, exact: true });
    this.editor = this.prompts.getByRole('textbox');
    this.save = this.prompts.getByRole('button', { name: words.save, exact: true });
  }

  edit(position: number): Locator {
    return this.root.getByRole('button', { name: words.edit(position), exact: true });
  }

  withdraw(position: number): Locator {
    return this.root.getByRole('button', { name: words.withdraw(position), exact: true });
  }

  steer(position: number): Locator {
    return this.root.getByRole('button', { name: words.steerNamed(position), exact: true });
  }
}
