import { AppError } from '../../../shared/errors.ts';

/** Longest text that is taken out of one file, in UTF-16 units: several times what any model reads. */
const maxExtractedLength = 10_000_000;

/** Gathers the text of a file piece by piece. Throws `attachment/too-large` as soon as it is more than any model takes. */
export class TextCollector {
  readonly #pieces: string[] = [];
  #length = 0;

  add(piece: string): void {
    this.#length += piece.length;
    if (this.#length > maxExtractedLength) {
      throw new AppError('attachment/too-large', 'The file holds more text than any model takes.', {
        details: { limit: maxExtractedLength },
      });
    }
    this.#pieces.push(piece);
  }

  text(): string {
    return this.#pieces.join('');
  }
}
