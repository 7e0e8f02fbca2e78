import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

/** The list of all models of all connections. */
export class ModelPicker {
  readonly root: Locator;
  readonly field: Locator;
  readonly options: Locator;
  /** What is known of the model that the list stands at. */
  readonly card: Locator;
  readonly detailsButton: Locator;

  constructor(page: Page, title: string) {
    this.root = page.getByRole('dialog', { name: title });
    this.field = this.root.getByRole('combobox', { name: text.chat.picker.label });
    this.options = this.root.getByRole('option');
    this.card = this.root.getByRole('complementary');
    this.detailsButton = this.card.getByRole('button', { name: text.chat.lane.details });
  }

  /** The models that one connection lists. */
  connection(name: string): Locator {
    return this.root.getByRole('group', { name }).getByRole('option');
  }

  /** Searches for a model and takes the first that bears this name or id. */
  async pick(model: string): Promise<void> {
    await this.field.fill(model);
    await this.root
      .getByRole('group', { name: text.chat.picker.matches })
      .getByRole('option', { name: model })
      .first()
      .click();
    await this.root.waitFor({ state: 'hidden' });
  }

  /** Uses an id that no list holds. */
  async useId(id: string, connection: string): Promise<void> {
    await this.field.fill(id);
    await this.root.getByRole('option', { name: text.chat.picker.use(id, connection) }).click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
