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

/** Asks where to write the scoreboard. Null when the dialog was closed. */
export async function askScoreboardFile(
  currentWindow: CurrentWindow,
  fileName: string,
): Promise<string | null> {
  const options = {
    title: words.saveScoreboard.title,
    defaultPath: fileName,
    filters: [{ name: words.saveScoreboard.format, extensions: ['csv'] }],
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

/** A question whose safe answer is the default. */
interface Warning {
  readonly message: string;
  readonly detail: string;
  readonly confirm: string;
  readonly cancel: string;
}

async function askWarned(
  currentWindow: CurrentWindow,
  { message, detail, confirm, cancel }: Warning,
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    message,
    detail,
    buttons: [confirm, cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const window = currentWindow();
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response === 0;
}

/** One line, whatever is in it, so that an argument cannot pass for two. */
function onOneLine(text: string): string {
  return revealInvisible(text).replaceAll('\n', '⟨U+000A⟩').replaceAll('\r', '⟨U+000D⟩');
}

/** Shows a command whole, one argument a line, and where its token goes, and asks whether it may run. */
export async function confirmCommand(
  currentWindow: CurrentWindow,
  { program, args, origin }: { program: string; args: readonly string[]; origin: string },
): Promise<boolean> {
  return askWarned(currentWindow, {
    message: words.command.question(onOneLine(basename(program))),
    detail: [words.command.explanation(origin), '', ...[program, ...args].map(onOneLine)].join('\n'),
    confirm: words.command.run,
    cancel: words.command.cancel,
  });
}

/** Asks whether a token of this machine's Google sign-in may go to a place that is not Google's. */
export async function confirmTokenPlace(currentWindow: CurrentWindow, origin: string): Promise<boolean> {
  return askWarned(currentWindow, {
    message: words.tokenPlace.question(new URL(origin).host),
    detail: words.tokenPlace.explanation(origin),
    confirm: words.tokenPlace.send,
    cancel: words.tokenPlace.cancel,
  });
}
