import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';

const { code, form, signIn } = text.connections;

/** What signing in asks of a person: an account of the portal, a code to compare, a code of a device. */
export class SignIn {
  readonly startUrl: Locator;
  readonly findAccounts: Locator;
  readonly account: Locator;
  readonly role: Locator;
  /** The code that the browser shows as well, while it is waited for. */
  readonly userCode: Locator;
  readonly mfaDevice: Locator;
  readonly roleArn: Locator;
  /** The question for the code of a device. */
  readonly question: Locator;
  readonly deviceCode: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.startUrl = page.getByRole('textbox', { name: form.startUrl });
    this.findAccounts = page.getByRole('button', { name: form.findAccounts });
    this.account = page.getByRole('combobox', { name: form.account });
    this.role = page.getByRole('combobox', { name: form.role, exact: true });
    this.userCode = page.getByRole('status', { name: signIn.code });
    this.mfaDevice = page.getByRole('textbox', { name: form.mfaSerial });
    this.roleArn = page.getByRole('textbox', { name: form.roleArn });
    this.question = page.getByRole('dialog', { name: code.title });
    this.deviceCode = this.question.getByRole('textbox', { name: code.label });
  }

  /** Chooses from the list of a field that suggests. */
  async choose(field: Locator, option: string | RegExp): Promise<void> {
    await field.click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  /** Types the code of the device and sends it. */
  async answer(digits: string): Promise<void> {
    await this.deviceCode.fill(digits);
    await this.deviceCode.press('Enter');
  }
}
