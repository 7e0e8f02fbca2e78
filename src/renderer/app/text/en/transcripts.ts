/** Words of the interface: transcripts. */
export const transcripts = {
  title: 'Export transcript',
  format: { label: 'Format', markdown: 'Markdown', json: 'JSON' },
  scope: {
    label: 'What',
    all: 'The whole conversation',
    lane: (model: string) => `Only the answers of ${model}`,
    noModel: 'the lane without a model',
  },
  reasoning: 'With reasoning',
  reasoningHint: 'What models thought aloud before they answered.',
  preview: 'Preview',
  loading: 'Writing the preview',
  truncated: 'The preview ends here. The file will hold everything.',
  export: 'Export…',
  saved: (fileName: string) => `Saved as ${fileName}.`,
  done: 'Done',
};
