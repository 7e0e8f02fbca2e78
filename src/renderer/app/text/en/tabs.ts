/** Words of the interface: windows, and tabs that outlive what they show. */
export const tabs = {
  commands: {
    toNewWindow: 'Move tab to a new window',
    toMainWindow: 'Move tab to the first window',
  },
  /** What a window is called where the system lists windows. */
  windowTitle: (chat: string) => `${chat} – Switchyard`,
  /** Beside the title of the chat in sight, in the menu of all chats. */
  shown: 'in sight',
  gone: {
    title: 'This chat was deleted.',
    text: 'What you had begun to write is kept. Close the tab, or go on writing in a new chat.',
    textEmpty: 'Close the tab, or begin a new chat in it.',
    close: 'Close tab',
    startAnew: 'Start a new chat here',
  },
  notifications: {
    label: 'Notify me when a reply is done',
    hint: 'Only while you look at something else. It names the chat and the model, and shows nothing of the reply.',
  },
};
