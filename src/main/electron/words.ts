/** The words of everything native: menus and dialogs. Those of the page stand in `renderer/app/text`. */
export const words = {
  menu: {
    file: 'File',
    newChat: 'New chat',
    newTab: 'New tab',
    closeTab: 'Close tab',
    reopenTab: 'Reopen closed tab',
    export: 'Export transcript…',
    settings: 'Settings…',
    edit: 'Edit',
    view: 'View',
    palette: 'Command palette…',
    search: 'Search all chats…',
    sidebar: 'Show or hide the sidebar',
    window: 'Window',
    tabToNewWindow: 'Move tab to a new window',
    tabToMainWindow: 'Move tab to the first window',
    help: 'Help',
    shortcuts: 'Keyboard shortcuts',
  },
  notification: {
    untitled: 'Switchyard',
    answered: (models: string) => `${models}: the answer is complete.`,
    failed: (models: string) => `${models}: there was no answer.`,
    newAnswer: 'The answer is complete.',
  },
  saveTranscript: {
    title: 'Export transcript',
    formats: { markdown: 'Markdown', json: 'JSON' },
  },
  saveScoreboard: { title: 'Export scoreboard', format: 'CSV' },
  saved: {
    export: { 'model-set': 'Export model sets', prompt: 'Export prompts', pipeline: 'Export pipelines' },
    import: { 'model-set': 'Import model sets', prompt: 'Import prompts', pipeline: 'Import pipelines' },
    action: 'Import',
    json: 'JSON',
  },
  chooseAttachments: {
    title: 'Attach files',
    action: 'Attach',
  },
  chooseAuthority: {
    title: 'Choose a certificate authority',
    certificates: 'Certificates',
    allFiles: 'All files',
  },
  link: {
    question: (host: string) => `Open ${host} in your browser?`,
    mailQuestion: (recipients: string) => `Write a mail to ${recipients}?`,
    misleading: (text: string) => `Careful: the link’s text reads “${text}”, but it leads somewhere else.`,
    insecure: 'The connection is not encrypted: others on the way can read it.',
    open: 'Open',
    cancel: 'Cancel',
  },
  command: {
    question: (program: string) => `Run ${program} to sign in?`,
    explanation: (origin: string) =>
      `A connection of yours sends the token that this command prints to ${origin}. The command runs with your rights:`,
    run: 'Run',
    cancel: 'Cancel',
  },
  tokenPlace: {
    question: (host: string) => `Send a token of your Google sign-in to ${host}?`,
    explanation: (origin: string) =>
      `${origin} is not an address of Google. Whoever runs it can do with the token what you can do in Google Cloud, for about an hour.`,
    send: 'Send',
    cancel: 'Cancel',
  },
  startFailed: {
    title: 'Switchyard could not start',
    text: 'Nothing was changed. The log in the profile folder says what went wrong.',
  },
} as const;
