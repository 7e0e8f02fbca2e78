/** Words of the interface: editing time. Edits, branches, the trash of branches and the tree of a conversation. */
import { formatCount, plural } from '../numbers.ts';

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const branches = {
  menu: {
    open: 'More actions',
    edit: 'Edit…',
    retry: 'Retry',
    retryWith: 'Ask another model…',
    continue: 'Continue',
    fork: 'Fork into a new tab',
    addModel: 'Add a model from here…',
    delete: 'Delete branch',
  },
  edit: {
    reply: 'Edit this reply',
    save: 'Save as branch',
    resend: 'Save and resend',
    cancel: 'Cancel',
    hint: (save: string, resend: string) => `${save} saves, ${resend} saves and sends.`,
    hintSave: (save: string) => `${save} saves.`,
    kept: 'What you had typed here is back.',
    startOver: 'Start over',
  },
  notSent: 'Not sent yet',
  send: 'Send',
  origin: {
    edited: 'Edited by you',
    copied: 'Copied from another branch',
    continued: 'Went on from an earlier reply',
  },
  deleted: {
    title: (messages: number) => `${plural(messages, 'message', 'messages')} moved to the trash.`,
    undo: 'Undo',
    dismiss: 'Dismiss',
    restored: 'The branch is back.',
  },
  trash: {
    title: 'Branches',
    chats: 'Chats',
    from: (title: string) => `from ${title}`,
    restoreNamed: (excerpt: string) => `Restore the branch “${excerpt}”`,
    deleteNamed: (excerpt: string) => `Delete the branch “${excerpt}” forever`,
    confirmTitle: 'Delete this branch forever?',
    confirmBody: (messages: number, title: string) =>
      `${plural(messages, 'message', 'messages')} of “${title}” will be gone. This cannot be undone.`,
    restored: 'The branch is back in its chat.',
    deleted: 'The branch was deleted.',
    wordless: 'Without words',
  },
  tree: {
    title: 'Tree of this conversation',
    open: 'Tree of this conversation',
    label: 'Branches',
    hint: 'Arrows walk, letters find, Enter goes there.',
    hintLane: (name: string) => `Arrows walk, letters find, Enter takes ${name} there.`,
    left: (count: number) => `${plural(count, 'older branch is', 'older branches are')} left out here.`,
    empty: 'Nothing has been said here yet.',
    close: 'Close',
    wordless: 'Without words',
    onPath: 'on the path in sight',
    endsHere: (names: string) => `${names} ends here`,
    messages: (count: number) => plural(count, 'message', 'messages'),
    reply: 'Reply',
    at: (time: number) => day.format(time),
    minutes: (count: number) => `${formatCount(count)} min ago`,
    hours: (count: number) => `${formatCount(count)} h ago`,
    days: (count: number) => plural(count, 'day ago', 'days ago'),
    now: 'just now',
  },
};
