import { text } from '../../../app/text/text.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in a few words; both in milliseconds since 1970. After a month, when. */
export function ageText(at: number, now: number): string {
  const words = text.chat.branches.tree;
  const age = now - at;
  if (age < minute) return words.now;
  if (age < hour) return words.minutes(Math.floor(age / minute));
  if (age < day) return words.hours(Math.floor(age / hour));
  return age < 30 * day ? words.days(Math.floor(age / day)) : words.at(at);
}
