import { en } from './en/en.ts';

/** All words of the interface, by topic. A translation is one more object of the same shape. */
export type Text = typeof en;

/** The words in the language of the interface. */
export const text: Text = en;
