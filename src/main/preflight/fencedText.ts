import { revealInvisible } from '../../shared/invisibleText.ts';

/** What a code block may say of its language. What was taken out of a document is in none. */
const languagePattern = /\.(?!(?:pdf|docx|xlsx)$)([a-z0-9+#]{1,12})$/u;

/**
 * A file's text as a model reads it in a prompt: its name, and a code block whose fence is longer than any in the text, so that
 * nothing in the file can pass for what a person has written around it.
 */
export function fencedText(name: string, text: string): string {
  const longest = (text.match(/`+/gu) ?? []).reduce((length, run) => Math.max(length, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  const language = languagePattern.exec(name.toLowerCase())?.[1] ?? '';
  const title = revealInvisible(name).replace(/[`\n]/gu, ' ');
  return `File “${title}”:\n${fence}${language}\n${text.replace(/\n+$/u, '')}\n${fence}`;
}
