/**
 * The way of a link out of the app: the one URL gate, a question that names the host, then the system. Whoever has text that
 * a model wrote can make a link, so a person decides, in a dialog that page script cannot press.
 */
import { AppError } from '../../shared/errors.ts';
import { linkTextMismatch, parseExternalUrl } from '../../shared/externalUrl.ts';
import type { ExternalUrl } from '../../shared/externalUrl.ts';

/** What a person is asked before the app sends them elsewhere. */
export interface LinkQuestion {
  readonly url: ExternalUrl;
  /** The text of the link, if it names another place than the link leads to; otherwise null. */
  readonly misleadingText: string | null;
}

interface LinkServiceOptions {
  readonly confirm: (question: LinkQuestion) => Promise<boolean>;
  /** Opens an address with the system. */
  readonly open: (href: string) => Promise<void>;
}

export class LinkService {
  readonly #options: LinkServiceOptions;
  #asking = false;

  constructor(options: LinkServiceOptions) {
    this.#options = options;
  }

  /**
   * Whether the link was opened. `text` is what the link reads. Throws `link/refused` for an address that may never leave the
   * app. One question at a time: what comes while a dialog is open counts as declined, so a page cannot pile them up.
   */
  async open(address: string, text: string): Promise<boolean> {
    const url = parseExternalUrl(address);
    if (!url.ok) throw new AppError('link/refused', `The address was refused: ${url.reason}.`);
    if (this.#asking) return false;
    this.#asking = true;
    try {
      const misleadingText = linkTextMismatch(text, url) ? text : null;
      if (!(await this.#options.confirm({ url, misleadingText }))) return false;
      await this.#options.open(url.href);
      return true;
    } finally {
      this.#asking = false;
    }
  }
}
