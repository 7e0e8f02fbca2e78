/** Words of the interface: the prompt library, and what `/` offers in the composer. */
const variables = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join(' ');

export const prompts = {
  commands: { open: 'Prompt library…', saveDraft: 'Save the message as a snippet…' },
  title: 'Prompt library',
  description: 'System prompts and snippets to use again. Type / in a message to insert a snippet.',
  search: 'Search prompts',
  searchPlaceholder: 'Search by name or folder',
  kinds: { system: 'System prompt', snippet: 'Snippet' },
  noFolder: 'Without a folder',
  none: 'Nothing matches.',
  empty: {
    title: 'No prompts yet',
    text: 'Save what you ask again and again. A snippet may have gaps, such as {{topic}}, that are asked for when it is inserted.',
  },
  choose: 'Choose a prompt on the left, or make a new one.',
  failed: 'The prompts could not be read.',
  new: 'New prompt',
  edit: 'Edit',
  duplicate: 'Duplicate',
  delete: 'Delete',
  deleted: (name: string) => `“${name}” was deleted.`,
  undo: 'Undo',
  restored: (name: string) => `“${name}” is back.`,
  export: 'Export…',
  exportAll: 'Export all…',
  exported: (fileName: string) => `Saved as ${fileName}.`,
  import: 'Import…',
  imported: (count: number) =>
    count === 1 ? '1 prompt was imported.' : `${String(count)} prompts were imported.`,
  insert: 'Insert',
  useAsSystem: 'Use as system prompt',
  usedAsSystem: (name: string) => `“${name}” is the system prompt of this chat now.`,
  noChat: 'Open a chat to use a prompt in it.',
  variables: (names: readonly string[]) =>
    names.length === 0 ? 'No variables.' : `Asked for when it is inserted: ${variables(names)}`,
  systemVariables: (names: readonly string[]) =>
    `A system prompt has no variables: ${variables(names)} will stand there as written.`,
  replace: {
    title: 'Replace the system prompt?',
    body: (before: string) => `This chat has one already, which will be replaced: “${before}”`,
    own: (count: number) =>
      count === 1
        ? ' One model has a system prompt of its own and keeps it.'
        : ` ${String(count)} models have a system prompt of their own and keep it.`,
    confirm: 'Replace',
  },
  form: {
    newTitle: 'New prompt',
    editTitle: 'Edit prompt',
    kind: 'Kind',
    name: 'Name',
    nameMissing: 'Give it a name.',
    folder: 'Folder',
    folderHint: 'Optional. A new name makes a new folder.',
    text: 'Text',
    textMissing: 'Write its text.',
    save: 'Save',
    cancel: 'Cancel',
  },
  discard: {
    title: 'Discard your changes?',
    body: 'What you have written in this form was not saved.',
    confirm: 'Discard',
  },
  copyOf: (name: string) => `${name} (copy)`,
  slash: {
    label: 'Snippets',
    manage: 'Open the prompt library…',
    found: (count: number) =>
      count === 1 ? '1 snippet. Enter inserts it.' : `${String(count)} snippets. Enter inserts one.`,
    fill: (name: string) => `Fill in “${name}”`,
    fillHint: 'What stays empty is left out.',
    insert: 'Insert',
    cancel: 'Cancel',
  },
};
