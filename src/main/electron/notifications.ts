import { Notification } from 'electron';
import type { EndedTurn } from '../windows/ReplyWatch.ts';
import { words } from './words.ts';

/** Notifications on the screen. One that nobody holds is collected, and a click on it is lost. */
const shown = new Set<Notification>();

/** Says outside of the windows that a turn has ended. Does nothing where the system shows no notifications. */
export function notifyOfTurn({ title, models, outcome }: EndedTurn, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const { answered, failed, newAnswer, untitled } = words.notification;
  const names = new Intl.ListFormat('en').format(models);
  const body = models.length === 0 ? newAnswer : outcome === 'answered' ? answered(names) : failed(names);
  const notification = new Notification({ title: title ?? untitled, body });
  shown.add(notification);
  notification.on('close', () => {
    shown.delete(notification);
  });
  notification.on('click', () => {
    shown.delete(notification);
    onClick();
  });
  notification.show();
}
