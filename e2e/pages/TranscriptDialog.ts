import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** The dialog that writes a transcript. */
export class TranscriptDialog {
  readonly dialog: Locator;
  readonly exportButton: Locator;
  readonly doneButton: Locator;
  readonly closeButton: Locator;
  readonly withReasoning: Locator;
  readonly preview: Locator;
  readonly saved: Locator;
  readonly failed: Locator;

  constructor(page: Page) {
    const words = text.transcripts;
    this.dialog = page.getByRole('dialog', { name: words.title });
    this.exportButton = this.dialog.getByRole('button', { name: words.export });
    this.doneButton = this.dialog.getByRole('button', { name: words.done });
    this.closeButton = this.dialog.getByRole('button', { name: text.shell.close, exact: true });
    this.withReasoning = this.dialog.getByRole('checkbox', { name: words.reasoning });
    this.preview = this.dialog.getByLabel(words.preview, { exact: true });
    this.saved = this.dialog.getByRole('status');
    this.failed = this.dialog.getByRole('alert');
  }

  format(format: 'markdown' | 'json'): Locator {
    return this.dialog.getByRole('radio', { name: text.transcripts.format[format] });
  }

  async close(): Promise<void> {
    await this.closeButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
