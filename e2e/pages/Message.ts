import type { Locator } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import type { ErrorAction } from '../../src/renderer/app/text/en/errors.ts';

/** A prompt or a reply, with what can be done about it. */
export class Message {
  readonly root: Locator;
  readonly actions: Locator;
  readonly copy: Locator;
  /** Asks the same model again; of a reply that failed or was interrupted it stands in the notice. */
  readonly retry: Locator;
  readonly retryWith: Locator;
  readonly edit: Locator;
  readonly editor: Locator;
  readonly details: Locator;
  /** Opens everything that can be done with it. */
  readonly more: Locator;
  readonly saveAsBranch: Locator;
  readonly saveAndResend: Locator;
  /** Sends a prompt that was saved but not sent. */
  readonly send: Locator;
  /** What became of the reply, where that was not simply its end. */
  readonly notice: Locator;
  readonly continue: Locator;
  readonly keep: Locator;
  readonly previousBranch: Locator;
  readonly nextBranch: Locator;
  readonly reasoning: Locator;
  /** What happened on the way: attempts, changes of place, what was left out. */
  readonly happenings: Locator;
  /** The files that went with a prompt. */
  readonly files: Locator;

  constructor(root: Locator) {
    this.root = root;
    const words = text.chat.message;
    this.actions = root.getByRole('group', { name: words.actions });
    this.copy = this.actions.getByRole('button', { name: words.copy, exact: true });
    this.retry = root.getByRole('button', { name: words.retry, exact: true });
    this.retryWith = this.actions.getByRole('button', { name: words.retryWith });
    this.edit = this.actions.getByRole('button', { name: words.edit });
    const edit = text.chat.branches.edit;
    this.editor = root
      .getByRole('textbox', { name: text.chat.editPrompt.label })
      .or(root.getByRole('textbox', { name: edit.reply }));
    this.saveAsBranch = root.getByRole('button', { name: edit.save, exact: true });
    this.saveAndResend = root.getByRole('button', { name: edit.resend, exact: true });
    this.send = root.getByRole('button', { name: text.chat.branches.send, exact: true });
    this.more = this.actions.getByRole('button', { name: text.chat.branches.menu.open });
    this.details = this.actions.getByRole('button', { name: words.details });
    this.notice = root.getByRole('note');
    this.continue = this.notice.getByRole('button', { name: text.chat.status.continue });
    this.keep = this.notice.getByRole('button', { name: text.chat.status.keep });
    this.previousBranch = root.getByRole('button', { name: words.previousBranch });
    this.nextBranch = root.getByRole('button', { name: words.nextBranch });
    this.happenings = root.getByRole('list', { name: text.chat.replyNotices.label }).getByRole('listitem');
    this.files = root.getByRole('list', { name: text.chat.attachments.sent }).getByRole('listitem');
    this.reasoning = root.getByRole('group').filter({ hasText: text.chat.reasoning.thoughts });
  }

  /** Chooses a line of its menu. */
  async choose(what: Exclude<keyof typeof text.chat.branches.menu, 'open'>): Promise<void> {
    await this.more.click();
    await this.root
      .page()
      .getByRole('menuitem', { name: text.chat.branches.menu[what], exact: true })
      .click();
  }

  /** A button that an error offers. */
  remedy(action: ErrorAction): Locator {
    return this.notice.getByRole('button', { name: text.errors.actions[action] });
  }

  /** `‹ 2/3 ›`. */
  branch(position: number, total: number): Locator {
    return this.root.getByRole('group', { name: text.chat.message.branchName(position, total) });
  }

  /** Resolves when the reply is over, however it ended: its actions are there. */
  async settled(timeout?: number): Promise<void> {
    await this.actions.waitFor(timeout === undefined ? {} : { timeout });
  }
}
