/**
 * `npm run screenshot`: the picture of the README, in light and dark. Its content is written into the history of a fresh
 * profile through the history's own code, with fixed words and figures; the app then shows it like any other.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from '../scripts/projectPaths.ts';
import { runScript, say, ScriptFailure } from '../scripts/terminal.ts';
import { historyFiles } from '../src/main/history/historyFiles.ts';
import { historyKeyAccount } from '../src/main/history/historyKey.ts';
import { openLocalHistory } from '../src/main/history/openLocalHistory.ts';
import { withFreshHome } from './freshApp.ts';
import { writePictureHistory } from './pictureHistory.ts';
import type { RunningApp } from './RunningApp.ts';
import type { TestHome } from './TestHome.ts';

const folder = projectPath('docs', 'images');
const pictures = { light: join(folder, 'switchyard.png'), dark: join(folder, 'switchyard-dark.png') };

/** Fills the history that a first start of the app has made. The app does not run meanwhile. */
async function fillHistory(home: TestHome): Promise<void> {
  const key = await home.readSecret(historyKeyAccount);
  if (key === null) throw new ScriptFailure('The app has left no key for its history in the keychain');
  const { database } = historyFiles(home.profileFolder);
  const history = openLocalHistory({ kind: 'file', file: database, key, verify: false });
  try {
    await writePictureHistory(history, Date.now());
  } finally {
    await history.close();
  }
}

async function takePictures({ window, page }: RunningApp): Promise<void> {
  // A word of code stands alone only once it has its colour.
  for (const word of ['FROM', 'ON']) await page.getByText(word, { exact: true }).waitFor();
  for (const theme of ['light', 'dark'] as const) {
    const settings = await window.openSettings();
    await settings.theme(theme).check();
    await settings.close();
    await window.composer.field.focus();
    // Out of the way, or what it rests on shows its buttons.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: pictures[theme], animations: 'disabled' });
    say(pictures[theme]);
  }
}

await runScript(async () => {
  await mkdir(folder, { recursive: true });
  await withFreshHome(async (home, launch) => {
    const first = await launch();
    await first.resize(1280, 800);
    await first.close();
    await fillHistory(home);
    await takePictures(await launch());
  });
  return 0;
});
