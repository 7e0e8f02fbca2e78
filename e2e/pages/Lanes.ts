import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

type Layout = keyof typeof text.chat.lanes.layouts;

/** How the models of a tab stand side by side, and what can be done with all of them. */
export class Lanes {
  readonly bar: Locator;
  readonly synced: Locator;
  /** The models that are not shown large. */
  readonly strips: Locator;
  /** The rows of the turns, while the models scroll together. */
  readonly turns: Locator;
  /** What was just taken off. */
  readonly takenOff: Locator;
  readonly undo: Locator;
  readonly askAll: Locator;
  readonly #panel: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    const words = text.chat.lanes;
    this.#page = page;
    this.#panel = page.getByRole('tabpanel');
    this.bar = this.#panel.getByRole('group', { name: words.bar });
    this.synced = this.bar.getByRole('button', { name: beginsWith(words.synced) });
    this.strips = this.#panel.getByRole('navigation', { name: words.strips }).getByRole('button');
    this.turns = this.#panel.getByRole('group', { name: words.turn, exact: true });
    this.undo = this.#panel.getByRole('button', { name: words.takenOff.undo, exact: true });
    const undo = page.getByRole('button', { name: words.takenOff.undo, exact: true });
    this.takenOff = this.#panel.getByRole('status').filter({ has: undo });
    this.askAll = this.#panel.getByRole('button', { name: words.target.all, exact: true });
  }

  layout(name: Layout): Locator {
    return this.bar.getByRole('radio', { name: text.chat.lanes.layouts[name] });
  }

  /** Whether a model answers the next prompt: pressed means that it does. */
  target(model: string): Locator {
    return this.#panel
      .getByRole('list', { name: text.chat.composer.answering })
      .getByRole('button', { name: model, exact: true });
  }

  strip(model: string): Locator {
    return this.strips.filter({ hasText: model });
  }

  /** What a model has of a turn, while the models scroll together. */
  cell(turn: number, model: string): Locator {
    return this.turns.nth(turn).getByRole('group', { name: model, exact: true });
  }

  /** Does something from the menu of a pane. */
  async choose(model: string, deed: keyof typeof text.chat.lanes.menu | 'remove'): Promise<void> {
    await this.#panel.getByRole('button', { name: text.chat.lane.menu(model), exact: true }).click();
    const words = text.chat.lanes.menu[deed === 'remove' ? 'stop' : deed];
    const name =
      deed === 'remove' ? text.chat.lane.removeLane : typeof words === 'string' ? words : words(model);
    await this.#page.getByRole('menuitem', { name, exact: true }).click();
  }
}
