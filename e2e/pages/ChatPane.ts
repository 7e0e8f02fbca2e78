import type { Locator } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { endsWith } from './names.ts';
import { Message } from './Message.ts';

/** One model's side of a conversation. */
export class ChatPane {
  readonly root: Locator;
  /** Names the model and opens the picker. */
  readonly modelButton: Locator;
  /** Says that a reply is on its way. */
  readonly answering: Locator;
  readonly messages: Locator;
  readonly prompts: Locator;
  readonly starters: Locator;
  readonly jumpToLatest: Locator;
  /** What the model that was just chosen will not get. */
  readonly switchReport: Locator;

  constructor(root: Locator) {
    this.root = root;
    this.modelButton = root.getByRole('button', { name: endsWith(text.chat.lane.chooseModel('')) });
    this.answering = root.getByText(text.chat.lane.streaming, { exact: true });
    this.messages = root.getByRole('article');
    this.prompts = root.getByRole('article', { name: text.chat.you, exact: true });
    this.starters = root.getByRole('list', { name: text.chat.empty.starters }).getByRole('button');
    this.switchReport = root.getByRole('status');
    this.jumpToLatest = root.getByRole('button', { name: text.chat.list.jump });
  }

  /** The line above which a model sees nothing, or a summary. */
  cut(model: string, how: keyof typeof text.chat.replyNotices.cut): Locator {
    return this.root.getByRole('note').filter({ hasText: text.chat.replyNotices.cut[how](model) });
  }

  /** The last reply of this model. */
  reply(model: string): Message {
    return new Message(this.root.getByRole('article', { name: model, exact: true }).last());
  }

  /** A message by its place on the path, from 0. */
  messageAt(index: number): Message {
    return new Message(this.messages.nth(index));
  }

  /** The last message, whoever wrote it. */
  get last(): Message {
    return new Message(this.messages.last());
  }

  prompt(words: string): Message {
    return new Message(this.prompts.filter({ hasText: words }).last());
  }

  stopButton(model: string): Locator {
    return this.root.getByRole('button', { name: text.chat.lane.stop(model) });
  }

  menuButton(model: string): Locator {
    return this.root.getByRole('button', { name: text.chat.lane.menu(model) });
  }
}
