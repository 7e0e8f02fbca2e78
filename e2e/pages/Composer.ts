import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';
import { PromptQueue } from './PromptQueue.ts';

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
  readonly parametersButton: Locator;
  /** How full the context is and what the next message costs. */
  readonly meter: Locator;
  /** What stands behind the meter, model by model. `openPlan` opens it. */
  readonly plan: Locator;
  /** What will be changed and what is in the way of sending, as far as it is not about one file. */
  readonly notes: Locator;
  /** Why the last thing asked for was not done. */
  readonly notice: Locator;
  /** Prompts that wait their turn. */
  readonly queue: PromptQueue;
  /** Brings back the branch that was just deleted. */
  readonly undo: Locator;
  /** Keeps a temporary chat. */
  readonly keep: Locator;

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
    this.parametersButton = panel.getByRole('button', { name: text.chat.composer.parameters, exact: true });
    this.meter = page.getByRole('button', { name: beginsWith(text.chat.plan.meter) });
    this.plan = page.getByRole('dialog', { name: text.chat.plan.title });
    this.notes = page.getByRole('list', { name: text.chat.plan.notes }).getByRole('listitem');
    this.notice = panel.getByRole('alert');
    this.queue = new PromptQueue(page);
    this.undo = panel.getByRole('button', { name: text.chat.branches.deleted.undo, exact: true });
    this.keep = panel.getByRole('button', { name: text.chat.temporary.keep, exact: true });
  }

  /** Writes a prompt and presses Send. */
  async send(prompt: string): Promise<void> {
    await this.field.fill(prompt);
    await this.sendButton.click();
  }

  /** Pastes a file into the field, as from the clipboard. `bytes` are base64. */
  async pasteFile(name: string, type: string, bytes: string): Promise<void> {
    await this.field.evaluate(
      (field, file) => {
        const clipboardData = new DataTransfer();
        const content = Uint8Array.from(atob(file.bytes), (sign) => sign.charCodeAt(0));
        clipboardData.items.add(new File([content], file.name, { type: file.type }));
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      { name, type, bytes },
    );
  }

  /** Opens what stands behind the meter, with the keyboard. */
  async openPlan(): Promise<void> {
    await this.meter.press('Enter');
    await this.plan.waitFor();
  }

  /** Takes a file off the draft. */
  removeFileButton(name: string): Locator {
    return this.files.getByRole('button', { name: text.chat.attachments.remove(name) });
  }

  /** Takes a model out of the tab. */
  removeButton(model: string): Locator {
    return this.lanes.getByRole('button', { name: text.chat.lane.remove(model) });
  }
}
