/** A second window in both themes under axe. */
import { text } from '../../src/renderer/app/text/text.ts';
import { expect, test } from '../fixtures.ts';
import type { MainWindow } from '../pages/MainWindow.ts';
import type { RunningApp } from '../RunningApp.ts';
import { findings } from './findings.ts';

async function expectNothingFound({ electron }: RunningApp, window: MainWindow): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await electron.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await window.page.waitForFunction(
      (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
      theme,
    );
    expect(await findings(window), theme).toEqual([]);
  }
}

test('a second window keeps nobody out, in either theme', async ({ app }) => {
  await app.window.composer.send('Show me a table and some code');
  await app.window.pane().last.settled(40_000);
  const second = await app.windowOpenedBy(() =>
    app.window.chooseInTabMenu(app.window.tabs.first(), text.tabs.commands.toNewWindow),
  );
  await second.pane().last.root.waitFor();
  await expectNothingFound(app, second);
});
