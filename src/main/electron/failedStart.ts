import { app, dialog } from 'electron';
import { words } from './words.ts';

/** Tells a person that the app cannot run, and ends it. The reason stands in the log. */
export function reportFailedStart(): void {
  dialog.showErrorBox(words.startFailed.title, words.startFailed.text);
  app.exit(1);
}
