import type { Locator, Page } from 'playwright';
import { text } from '../../src/renderer/app/text/text.ts';
import { ChatPane } from './ChatPane.ts';
import { Composer } from './Composer.ts';
import { ConnectionDialog } from './ConnectionDialog.ts';
import { Lanes } from './Lanes.ts';
import { LibraryList } from './LibraryList.ts';
import { ModelDetailsDialog } from './ModelDetailsDialog.ts';
import { ModelPicker } from './ModelPicker.ts';
import { ModelSets } from './ModelSets.ts';
import { beginsWith } from './names.ts';
import { PromptsDialog } from './PromptsDialog.ts';
import { SettingsDialog } from './SettingsDialog.ts';
import { TranscriptDialog } from './TranscriptDialog.ts';
import { Trash } from './Trash.ts';
import { TreeMap } from './TreeMap.ts';

/**
 * The window: tabs, the sidebar, banners, and what opens over them. Every page object finds its elements by role and name only,
 * and takes the names from the message catalogue, so that a new wording breaks no test and a missing name breaks one.
 */
export class MainWindow {
  readonly page: Page;
  readonly composer: Composer;
  readonly lanes: Lanes;
  readonly library: LibraryList;
  readonly trash: Trash;
  readonly settings: SettingsDialog;
  readonly connection: ConnectionDialog;
  readonly transcript: TranscriptDialog;
  readonly prompts: PromptsDialog;
  readonly modelSets: ModelSets;
  /** News of the whole window, above the chat. */
  readonly banners: Locator;
  readonly tabs: Locator;
  readonly newTabButton: Locator;
  /** The search box of the sidebar, and the list that replaces the chats while something stands in it. */
  readonly searchField: Locator;
  readonly searchResults: Locator;
  readonly palette: Locator;
  readonly tree: TreeMap;

  constructor(page: Page) {
    this.page = page;
    this.composer = new Composer(page);
    this.lanes = new Lanes(page);
    this.library = new LibraryList(page);
    this.trash = new Trash(page);
    this.settings = new SettingsDialog(page);
    this.connection = new ConnectionDialog(page);
    this.transcript = new TranscriptDialog(page);
    this.prompts = new PromptsDialog(page);
    this.modelSets = new ModelSets(page);
    this.tree = new TreeMap(page);
    const main = page.getByRole('main');
    this.banners = main.getByRole('status').or(main.getByRole('alert'));
    this.tabs = page.getByRole('tablist', { name: text.shell.tabs.label }).getByRole('tab');
    this.newTabButton = page.getByRole('button', { name: text.shell.commands.newTab, exact: true });
    this.searchField = page.getByRole('textbox', { name: text.library.search.label });
    this.searchResults = page.getByRole('region', { name: text.library.search.results });
    this.palette = page.getByRole('combobox', { name: text.shell.palette.label });
  }

  /** The pane of a model in the tab in sight; without a name the first one. */
  pane(model?: string): ChatPane {
    const panel = this.page.getByRole('tabpanel');
    // A pane is a region; tables and code inside of messages are regions too, but none of them holds a header with a menu.
    const header = this.page.getByRole('button', { name: beginsWith(text.chat.lane.menu('')) });
    const panes =
      model === undefined
        ? panel.getByRole('region').filter({ has: header })
        : panel.getByRole('region', { name: model, exact: true });
    return new ChatPane(panes.first());
  }

  /** All panes of the tab in sight. */
  get panes(): Locator {
    const header = this.page.getByRole('button', { name: beginsWith(text.chat.lane.menu('')) });
    return this.page.getByRole('tabpanel').getByRole('region').filter({ has: header });
  }

  /** The tab of a chat, whatever its marks say beside the title. */
  tab(title: string): Locator {
    return this.page
      .getByRole('tablist', { name: text.shell.tabs.label })
      .getByRole('tab', { name: beginsWith(title) });
  }

  /** Chooses something in the menu of a tab. */
  async chooseInTabMenu(tab: Locator, item: string): Promise<void> {
    await tab.click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Resolves when the window can be used: a composer is there. */
  async ready(): Promise<void> {
    await this.composer.field.waitFor();
  }

  async openTab(): Promise<void> {
    const count = await this.tabs.count();
    await this.newTabButton.click();
    await this.tabs.nth(count).waitFor();
    await this.composer.field.waitFor();
  }

  /** Opens a tab with a chat of which nothing is on disk. */
  async openTemporaryTab(): Promise<void> {
    const count = await this.tabs.count();
    await this.page.keyboard.press('ControlOrMeta+Shift+N');
    await this.tabs.nth(count).waitFor();
    await this.composer.keep.waitFor();
  }

  /** Opens the settings through the sidebar. */
  async openSettings(): Promise<SettingsDialog> {
    await this.page
      .getByRole('complementary', { name: text.shell.sidebar })
      .getByRole('button', { name: beginsWith(text.library.settings) })
      .click();
    await this.settings.dialog.waitFor();
    return this.settings;
  }

  /** Opens the form of a new connection through the settings. */
  async openNewConnection(): Promise<ConnectionDialog> {
    const settings = await this.openSettings();
    await settings.section(text.settings.sections.connections).click();
    await settings.addConnection.click();
    await this.connection.dialog.waitFor();
    return this.connection;
  }

  /** The picker that is open for this purpose. */
  picker(purpose: keyof typeof text.chat.picker.titles): ModelPicker {
    return new ModelPicker(this.page, text.chat.picker.titles[purpose]);
  }

  /** Gives the only pane, or the one of `from`, another model. */
  async chooseModel(model: string, from?: string): Promise<void> {
    await this.pane(from).modelButton.click();
    await this.picker('change').pick(model);
  }

  /** Opens what is known of the model of the only pane, through the pane's menu. */
  async openModelDetails(model: string): Promise<ModelDetailsDialog> {
    await this.pane().menuButton(model).click();
    await this.page.getByRole('menuitem', { name: text.chat.lane.details }).click();
    const details = new ModelDetailsDialog(this.page);
    await details.testButton.waitFor();
    return details;
  }

  /** Puts one more model into the tab, and waits until the next prompt is for it too. */
  async addModel(model: string): Promise<void> {
    const count = await this.composer.lanes.count();
    await this.composer.addModelButton.click();
    await this.picker('add').pick(model);
    await this.composer.lanes.nth(count).waitFor();
  }

  /** Runs a command through the palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.palette.fill(title);
    await this.page.getByRole('option', { name: beginsWith(title) }).click();
    await this.palette.waitFor({ state: 'hidden' });
  }

  /** Opens the prompt library through the palette. */
  async openPrompts(): Promise<PromptsDialog> {
    await this.runCommand(text.prompts.commands.open);
    await this.prompts.dialog.waitFor();
    return this.prompts;
  }

  /** Opens the transcript dialog with its shortcut. */
  async openTranscript(): Promise<TranscriptDialog> {
    await this.page.keyboard.press('ControlOrMeta+e');
    await this.transcript.dialog.waitFor();
    return this.transcript;
  }
}
