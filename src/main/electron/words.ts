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
    help: 'Help',
    shortcuts: 'Keyboard shortcuts',
  },
  saveTranscript: {
    title: 'Export transcript',
    formats: { markdown: 'Markdown', json: 'JSON' },
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
    explanation: 'A connection of yours gets its token from this command. It runs with your rights:',
    run: 'Run',
    cancel: 'Cancel',
  },
  startFailed: {
    title: 'Switchyard could not start',
    text: 'Nothing was changed. The log in the profile folder says what went wrong.',
  },
} as const;
