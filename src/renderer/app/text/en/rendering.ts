/** Words inside of rendered messages: code blocks, tables, images. */
export const rendering = {
  copy: 'Copy',
  copied: 'Copied',
  copyCode: 'Copy code',
  copyMarkdown: 'Copy as Markdown',
  copyTsv: 'Copy for a spreadsheet',
  wrapLines: 'Wrap lines',
  plainLanguage: 'text',
  codeIn: (language: string) => `Code: ${language}`,
  table: 'Table',
  tableCut: (rows: number) => `${rows} more rows are not shown. Copying the table copies them too.`,
  image: 'Image',
  openImage: (name: string, host: string) => `${name} · open at ${host}`,
  task: 'Task',
  shownPlainly: 'Too large or too deeply nested to be formatted; shown as it came.',
};
