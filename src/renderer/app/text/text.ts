/**
 * All words of the interface, by topic, in the language of the interface. A module and not an object: the bundler follows
 * `text.settings` to its file and leaves that file to the code that needs it. So never pass `text` itself on.
 */
export * as text from './en/en.ts';
