import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** What went over the wire for one reply. */
export class InspectorDialog {
  readonly root: Locator;
  readonly copyCurl: Locator;
  /** The stations of the request that is shown, in order. */
  readonly spans: Locator;

  constructor(page: Page) {
    const words = text.chat.inspector;
    this.root = page.getByRole('dialog', { name: words.title });
    this.copyCurl = this.root.getByRole('button', { name: words.copyCurl });
    this.spans = this.section(words.sections.timing).getByRole('listitem');
  }

  /** A part of the request: its body, its headers. */
  section(title: string): Locator {
    return this.root.getByRole('region', { name: title });
  }
}
