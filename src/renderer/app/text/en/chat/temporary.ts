/** Words of the interface: a conversation of which nothing is on disk. */
export const temporary = {
  open: 'New temporary chat',
  mark: 'temporary',
  bar: 'Temporary: nothing of this is on disk.',
  keep: 'Keep',
  kept: 'This chat is kept now.',
  closeTitle: 'Close this temporary chat?',
  closeBody: 'Nothing of it is on disk, so it will be gone for good.',
  closeConfirm: 'Close it',
};
