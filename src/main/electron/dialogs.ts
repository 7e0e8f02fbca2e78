/**
 * The questions that only the system may ask, because page script can neither show nor answer them. The methods are looked
 * up on `dialog` at the time of the call, so that end-to-end tests can answer in a person's place.
 */
import { basename } from 'node:path';
import { dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { revealInvisible } from '../../shared/invisibleText.ts';
import type { TranscriptOptions } from '../../shared/ipc/routes.ts';
import type { LinkQuestion } from '../links/LinkService.ts';
import { words } from './words.ts';

/** Gives the window that a question belongs to; null when none is open. */
type CurrentWindow = () => BrowserWindow | null;

const extensions = { markdown: 'md', json: 'json' } as const;

/** Asks where to write a transcript. Null when the dialog was closed. */
export async function askTranscriptFile(
  currentWindow: CurrentWindow,
  { fileName, format }: { readonly fileName: string; readonly format: TranscriptOptions['format'] },
): Promise<string | null> {
  const options = {
    title: words.saveTranscript.title,
    defaultPath: fileName,
    filters: [{ name: words.saveTranscript.formats[format], extensions: [extensions[format]] }],
  };
  const window = currentWindow();
  const { canceled, filePath } =
    window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for the file of a certificate authority. Null when the dialog was closed. */
export async function askAuthorityFile(currentWindow: CurrentWindow): Promise<string | null> {
  const options = {
    title: words.chooseAuthority.title,
    properties: ['openFile' as const],
    filters: [
      { name: words.chooseAuthority.certificates, extensions: ['pem', 'crt', 'cer', 'der', 'ca-bundle'] },
      { name: words.chooseAuthority.allFiles, extensions: ['*'] },
    ],
  };
  const window = currentWindow();
  const { canceled, filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Shows where a link leads, and asks. The safe answer is the default one when something is odd. */
export async function confirmLink(currentWindow: CurrentWindow, question: LinkQuestion): Promise<boolean> {
  const { url, misleadingText } = question;
  const warnings = [
    ...(misleadingText === null ? [] : [words.link.misleading(revealInvisible(misleadingText))]),
    ...(url.kind === 'http' ? [words.link.insecure] : []),
  ];
  const options = {
    type: warnings.length === 0 ? ('question' as const) : ('warning' as const),
    message: url.kind === 'mailto' ? words.link.mailQuestion(url.host) : words.link.question(url.host),
    detail: [...warnings, revealInvisible(url.href)].join('\n\n'),
    buttons: [words.link.open, words.link.cancel],
    defaultId: warnings.length === 0 ? 0 : 1,
    cancelId: 1,
    noLink: true,
  };
  const window = currentWindow();
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response === 0;
}

/** Shows a command whole, one argument a line, and asks whether it may run. Not running it is the default. */
export async function confirmCommand(
  currentWindow: CurrentWindow,
  program: string,
  args: readonly string[],
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    message: words.command.question(revealInvisible(basename(program))),
    detail: [words.command.explanation, '', ...[program, ...args].map(revealInvisible)].join('\n'),
    buttons: [words.command.run, words.command.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const window = currentWindow();
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response === 0;
}
