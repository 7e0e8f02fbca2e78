/**
 * What a message may ask of the renderer. Beyond a limit the text is shown plainly, never dropped: hostile or broken output
 * must not be able to hang the window.
 */
export const limits = {
  /** Characters of a message that are read as Markdown. */
  message: 2_000_000,
  /** Characters of one block (a paragraph, a list, a table). */
  block: 200_000,
  /** Blocks and spans inside of each other. */
  depth: 64,
  /** Cells of one table. */
  tableCells: 20_000,
  /** Characters of one formula. */
  formula: 10_000,
  /** Characters of a data: image, as base64. */
  dataImage: 4_000_000,
  /** Characters of a code block that are coloured. */
  highlighted: 400_000,
} as const;
