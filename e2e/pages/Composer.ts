import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** Where a prompt is written, and who answers it. */
export class Composer {
  readonly field: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly addModelButton: Locator;
  readonly addFilesButton: Locator;
  /** Files that go with the next prompt. One that was not taken is a `notice`. */
  readonly files: Locator;
  /** Long pastes, kept beside the field. */
  readonly pastes: Locator;
  /** Who will answer the next prompt. */
  readonly lanes: Locator;
  /** Why the last thing asked for was not done. */
  readonly notice: Locator;

  constructor(page: Page) {
    const words = text.chat.composer;
    const panel = page.getByRole('tabpanel');
    this.field = page.getByRole('textbox', { name: words.label, exact: true });
    this.sendButton = page.getByRole('button', { name: words.send, exact: true });
    this.stopButton = page.getByRole('button', { name: words.stop, exact: true });
    this.addModelButton = page.getByRole('button', { name: words.addModel, exact: true });
    this.addFilesButton = page.getByRole('button', { name: text.chat.attachments.add, exact: true });
    this.files = page
      .getByRole('list', { name: text.chat.attachments.list, exact: true })
      .getByRole('listitem');
    this.pastes = page.getByRole('list', { name: words.pastes }).getByRole('listitem');
    this.lanes = page.getByRole('list', { name: words.answering }).getByRole('listitem');
    this.notice = panel.getByRole('alert');
  }

  /** Writes a prompt and presses Send. */
  async send(prompt: string): Promise<void> {
    await this.field.fill(prompt);
    await this.sendButton.click();
  }

  /** Takes a model out of the tab. */
  removeButton(model: string): Locator {
    return this.lanes.getByRole('button', { name: text.chat.lane.remove(model) });
  }
}
