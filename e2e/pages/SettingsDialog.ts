import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

/** Settings: what takes effect at once, and the list of connections. */
export class SettingsDialog {
  readonly dialog: Locator;
  readonly closeButton: Locator;
  readonly addConnection: Locator;
  readonly connections: Locator;
  readonly textSize: Locator;
  readonly largerText: Locator;
  readonly smallerText: Locator;

  constructor(page: Page) {
    const words = text.settings;
    this.dialog = page.getByRole('dialog', { name: words.title, exact: true });
    this.closeButton = this.dialog.getByRole('button', { name: text.shell.close, exact: true });
    const panel = this.dialog.getByRole('region', { name: text.connections.title }).last();
    this.addConnection = panel.getByRole('button', { name: text.connections.add });
    this.connections = panel.getByRole('listitem');
    this.textSize = this.dialog.getByRole('group', { name: words.textSize.label }).getByRole('status');
    this.largerText = this.dialog.getByRole('button', { name: words.textSize.larger });
    this.smallerText = this.dialog.getByRole('button', { name: words.textSize.smaller });
  }

  section(name: string): Locator {
    return this.dialog.getByRole('navigation').getByRole('button', { name: beginsWith(name) });
  }

  theme(theme: 'system' | 'light' | 'dark'): Locator {
    return this.dialog
      .getByRole('group', { name: text.settings.theme.label })
      .getByRole('radio', { name: text.settings.theme[theme] });
  }

  sendKey(key: 'enter' | 'mod-enter'): Locator {
    const { label, enter, modEnter } = text.settings.sendKey;
    const name = key === 'enter' ? enter : modEnter(process.platform === 'darwin' ? 'Cmd' : 'Ctrl');
    return this.dialog.getByRole('group', { name: label }).getByRole('radio', { name, exact: true });
  }

  /** A limit of a budget by what it is for, such as each conversation. It counts once the field is left. */
  async setBudget(scope: string, limit: 'soft' | 'hard', usd: string): Promise<void> {
    const { softOf, hardOf } = text.settings.budgets;
    const field = this.dialog.getByRole('textbox', {
      name: limit === 'soft' ? softOf(scope) : hardOf(scope),
    });
    await field.fill(usd);
    await field.blur();
  }

  /** A list of the page of usage: by day, by connection. */
  usage(list: 'days' | 'connections'): Locator {
    return this.dialog.getByRole('region', { name: text.settings.usage[list] }).getByRole('listitem');
  }

  /** The row of a connection. */
  connection(name: string): Locator {
    return this.connections.filter({ hasText: name });
  }

  editButton(connection: string): Locator {
    return this.dialog.getByRole('button', { name: text.connections.edit(connection) });
  }

  deleteButton(connection: string): Locator {
    return this.dialog.getByRole('button', { name: text.connections.delete(connection) });
  }

  async close(): Promise<void> {
    await this.closeButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
