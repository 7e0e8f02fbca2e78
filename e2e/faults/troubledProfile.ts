/** What every test of a profile in trouble does: leave a history there, and look what a start makes of it. */
import { join } from 'node:path';
import { describeUnsaved } from '../../src/renderer/app/text/en/errors.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import { expect } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { RunningApp } from '../RunningApp.ts';
import type { TestHome } from '../TestHome.ts';

export const oldPrompt = 'What was said before';
export const newPrompt = 'What is said now';

/** Holds one conversation in the app and quits. */
export async function leaveHistory(app: RunningApp): Promise<void> {
  await app.window.ready();
  await converse(app.window, oldPrompt);
  await app.close();
}

export async function converse(window: MainWindow, prompt: string): Promise<void> {
  await window.composer.send(prompt);
  await window.pane().last.settled(30_000);
  await expect(window.library.conversation(prompt)).toBeVisible();
}

export const historyFolder = (home: TestHome): string => join(home.profileFolder, 'history');
export const databaseOf = (home: TestHome): string => join(historyFolder(home), 'history.db');

/** The one banner that an app shows which keeps nothing because of this. */
export async function expectMemoryOnly({ window }: RunningApp, code: ErrorCode): Promise<void> {
  const { title, next } = describeUnsaved({ code, message: '', retryable: false });
  const banner = window.banners.filter({ hasText: title });
  await expect(banner).toContainText(next);
  await expect(window.library.conversations).toHaveCount(0);
  await converse(window, newPrompt);
  await expect(banner).toBeVisible();
  await expect(window.banners).toHaveCount(1);
}
