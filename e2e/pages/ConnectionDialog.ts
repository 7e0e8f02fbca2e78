import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { beginsWith } from './names.ts';

type ConnectableProvider = Exclude<keyof typeof text.connections.providers, 'demo'>;
type SignIn = keyof typeof text.connections.form.signInKinds;

/** The choice of a provider and the form of a connection, new or known. */
export class ConnectionDialog {
  readonly dialog: Locator;
  /** The search box of the choice. */
  readonly search: Locator;
  readonly name: Locator;
  readonly apiKey: Locator;
  readonly baseUrl: Locator;
  readonly gatewayUrl: Locator;
  readonly region: Locator;
  readonly profile: Locator;
  readonly accessKeyId: Locator;
  readonly secretAccessKey: Locator;
  readonly sessionToken: Locator;
  readonly endpoint: Locator;
  readonly resource: Locator;
  readonly ociProject: Locator;
  readonly presetProject: Locator;
  readonly endpointName: Locator;
  readonly apiVersion: Locator;
  readonly googleProject: Locator;
  /** Data residency: the regions that a connection never leaves. */
  readonly allowedRegions: Locator;
  /** Ids of models, one a line. */
  readonly typedModels: Locator;
  readonly testButton: Locator;
  readonly saveButton: Locator;
  readonly cancelButton: Locator;
  readonly deleteKey: Locator;
  /** What a test, or an attempt to save, has found. */
  readonly verdict: Locator;
  /** Allows plain http to a host that is not this machine. */
  readonly allowInsecure: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const { form, secret } = text.connections;
    // The choice of a provider is titled like the form that follows it.
    this.dialog = page
      .getByRole('dialog', { name: beginsWith(form.newTitle('')) })
      .or(page.getByRole('dialog', { name: beginsWith(form.editTitle('')) }));
    this.search = this.dialog.getByRole('combobox', { name: text.connections.gallery.search });
    const field = (name: string) => this.dialog.getByRole('textbox', { name, exact: true });
    // A field with suggestions is a combobox.
    const suggesting = (name: string) => this.dialog.getByRole('combobox', { name, exact: true });
    // A password field has no role; its label is its name.
    const hidden = (label: string) => this.dialog.getByLabel(label, { exact: true });
    this.name = field(form.name);
    this.apiKey = hidden(secret.apiKey);
    this.baseUrl = field(form.baseUrl);
    this.gatewayUrl = field(form.gatewayUrl);
    this.region = suggesting(form.region);
    this.profile = suggesting(form.profile);
    this.accessKeyId = hidden(secret.accessKeyId);
    this.secretAccessKey = hidden(secret.secretAccessKey);
    this.sessionToken = hidden(secret.sessionToken);
    this.endpoint = field(form.endpoint);
    this.resource = field(form.resource);
    this.ociProject = field(form.ociProject);
    this.presetProject = field(form.presetProject);
    this.endpointName = field(form.endpointName);
    this.apiVersion = field(form.apiVersion);
    this.googleProject = field(form.googleProject);
    this.allowedRegions = field(form.allowedRegions);
    this.typedModels = field(form.typedModels);
    this.testButton = this.dialog.getByRole('button', { name: form.test });
    this.saveButton = this.dialog.getByRole('button', { name: form.save, exact: true });
    this.cancelButton = this.dialog.getByRole('button', { name: form.cancel, exact: true });
    this.deleteKey = this.dialog.getByRole('button', { name: secret.delete });
    this.verdict = this.dialog.getByRole('status').or(this.dialog.getByRole('alert'));
    this.allowInsecure = this.dialog.getByRole('checkbox');
  }

  async chooseProvider(provider: ConnectableProvider): Promise<void> {
    const { gallery, providers } = text.connections;
    await this.chooseOffer(provider === 'openai-compatible' ? gallery.anyServer : providers[provider]);
  }

  /** Chooses what stands in the list under this name. */
  async chooseOffer(name: string): Promise<void> {
    await this.dialog
      .getByRole('option', { name: beginsWith(name) })
      .first()
      .click();
    await this.name.waitFor();
  }

  async chooseSignIn(kind: SignIn): Promise<void> {
    const { form } = text.connections;
    await this.dialog.getByRole('combobox', { name: form.signIn }).click();
    await this.#page.getByRole('option', { name: form.signInKinds[kind] }).click();
  }

  /** Chooses which of Azure's surfaces is spoken. */
  async chooseSurface(surface: keyof typeof text.connections.form.surfaces): Promise<void> {
    const { form } = text.connections;
    await this.dialog.getByRole('combobox', { name: form.surface, exact: true }).click();
    await this.#page.getByRole('option', { name: form.surfaces[surface] }).click();
  }

  /** Stations of the way to the server, as the last test has found them. */
  get hops(): Locator {
    return this.dialog.getByRole('list', { name: text.connections.hops.label }).getByRole('listitem');
  }

  /** Unfolds what few people need. */
  async showMore(): Promise<void> {
    await this.dialog.getByText(text.connections.form.more, { exact: true }).click();
  }

  /** One more place for a message when the first is throttled or down. */
  async addPlace(): Promise<void> {
    await this.dialog.getByRole('button', { name: text.connections.form.failoverAdd }).click();
  }

  /** The region of a place, by its number from 1 on. */
  placeRegion(row: number): Locator {
    return this.dialog.getByRole('combobox', { name: text.connections.form.failoverRegion(row) });
  }

  /** Tests the connection and resolves once every station of the way was passed. */
  async passTest(): Promise<void> {
    const { hops } = text.connections;
    await this.testButton.click();
    await this.hops.filter({ hasText: hops.names.http }).filter({ hasText: 'ms' }).waitFor();
    await this.hops.filter({ hasText: hops.names.auth }).filter({ hasText: 'ms' }).waitFor();
  }

  /** One more header, by its number from 1 on. */
  async addHeader(row: number, header: { readonly name: string; readonly value: string }): Promise<void> {
    const { headers } = text.connections;
    await this.dialog.getByRole('button', { name: headers.add }).click();
    await this.dialog.getByLabel(headers.name(row)).fill(header.name);
    await this.dialog.getByLabel(headers.value(row)).fill(header.value);
  }

  async save(): Promise<void> {
    await this.saveButton.click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}
