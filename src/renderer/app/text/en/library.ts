/** Words of the interface: the list of conversations, the trash and the search. */
export const library = {
  chats: 'Chats',
  groups: {
    pinned: 'Pinned',
    today: 'Today',
    yesterday: 'Yesterday',
    week: 'Previous 7 days',
    older: 'Older',
  },
  empty: {
    title: 'No chats yet',
    kept: 'What you ask is kept here, encrypted on this computer.',
    sessionOnly: 'What you ask stands here until you close Switchyard.',
  },
  settings: 'Settings',
  trash: 'Trash',
  streaming: 'answering',
  unread: 'new answer',
  menu: {
    open: 'Open',
    openInNewTab: 'Open in new tab',
    rename: 'Rename',
    pin: 'Pin',
    unpin: 'Unpin',
    export: 'Export…',
    trash: 'Move to trash',
  },
  rename: { label: 'New name of the chat' },
  movedToTrash: (title: string) => `${title} is in the trash now.`,
  search: {
    label: 'Search all chats',
    placeholder: 'Search',
    clear: 'Clear the search',
    results: 'Search results',
    none: 'Nothing was found.',
    noneText: 'Every word must occur in one message. Chats in the trash are left out.',
    more: 'Show more',
    you: 'You',
    reply: 'Reply',
    searching: 'Searching',
    found: (count: number, complete: boolean) => {
      if (count === 0) return 'Nothing was found.';
      if (!complete) return `The newest ${String(count)} messages that match`;
      return count === 1 ? '1 message found' : `${String(count)} messages found`;
    },
  },
  trashView: {
    title: 'Trash',
    back: 'Back to the chats',
    empty: 'The trash is empty',
    emptyText: 'Chats you delete wait here until you delete them for good.',
    restore: 'Restore',
    restoreNamed: (title: string) => `Restore ${title}`,
    deleteForever: 'Delete forever',
    deleteNamed: (title: string) => `Delete ${title} forever`,
    confirmTitle: 'Delete this chat forever?',
    confirmBody: (title: string) => `“${title}” and all its messages will be gone. This cannot be undone.`,
    restored: (title: string) => `${title} is back among the chats.`,
    deleted: (title: string) => `${title} was deleted.`,
  },
};
