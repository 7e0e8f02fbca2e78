/**
 * A tag for Markdown in source code. Text is taken raw, so that the backslashes of formulas and of code stand as they are
 * read, with two exceptions that a template literal forces: an escaped backtick is a backtick, and a fence is written
 * `~~~` and becomes three backticks, which is what models send.
 */
export function markdown(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw(strings, ...values)
    .trim()
    .replaceAll('\\`', '`')
    .replaceAll('~~~', '```');
}
