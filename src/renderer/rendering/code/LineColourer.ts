import type { Colour, ColouredLine } from './highlighter.ts';

/** Longer lines stay plain: a minified file would hold the window up for seconds. */
const longestLine = 2_000;

/**
 * Colours a growing text line by line. A finished line is coloured once and keeps its identity; only the last one, and what
 * follows a line that changed, is done again.
 */
export class LineColourer {
  readonly #colour: Colour;
  #texts: readonly string[] = [];
  #lines: ColouredLine[] = [];

  constructor(colour: Colour) {
    this.#colour = colour;
  }

  /**
   * Takes in the lines as they are now and colours those that are new until `outOfTime` says so. Returns the coloured lines
   * from the first on, which may be fewer than there are: call again with the same lines for the rest.
   */
  update(texts: readonly string[], outOfTime: () => boolean): readonly ColouredLine[] {
    let same = 0;
    const known = Math.min(this.#lines.length, texts.length);
    while (same < known && this.#texts[same] === texts[same]) same += 1;
    const lines = this.#lines.slice(0, same);
    for (const line of texts.slice(same)) {
      if (lines.length > same && outOfTime()) break;
      lines.push(this.#colourLine(line, lines.at(-1)));
    }
    this.#texts = texts;
    this.#lines = lines;
    return lines;
  }

  #colourLine(line: string, before: ColouredLine | undefined): ColouredLine {
    if (line.length > longestLine) return { tokens: [{ text: line, kind: null }], state: before?.state };
    return this.#colour(line, before?.state);
  }
}
