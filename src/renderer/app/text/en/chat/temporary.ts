/** Words of the interface: a conversation of which nothing is on disk. */
import { formatCount } from '../numbers.ts';

export const temporary = {
  open: 'New temporary chat',
  mark: 'temporary',
  bar: 'Temporary: nothing of this is on disk.',
  keep: 'Keep',
  kept: 'This chat is kept now.',
  closeTitle: (chats: number) =>
    chats === 1 ? 'Close this temporary chat?' : `Close ${formatCount(chats)} temporary chats?`,
  closeBody: (chats: number) =>
    chats === 1
      ? 'Nothing of it is on disk, so it will be gone for good.'
      : 'Nothing of them is on disk, so they will be gone for good.',
  closeConfirm: (chats: number) => (chats === 1 ? 'Close it' : 'Close them'),
};
