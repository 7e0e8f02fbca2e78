import AxeBuilder from '@axe-core/playwright';
import type { MainWindow } from '../pages/MainWindow.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds that keeps somebody from using the screen, in a form that says where. */
export async function findings(window: MainWindow): Promise<readonly string[]> {
  // Electron has no new pages for axe to run its frames in; legacy mode stays in this one, which has no frames.
  const { violations } = await new AxeBuilder({ page: window.page })
    .setLegacyMode(true)
    .withTags(rules)
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

/** Three models: two have answered, one was stopped, and one is left out of the next prompt. */
async function showThree(window: MainWindow): Promise<void> {
  for (const model of ['Demo reasoner', 'Demo slow writer']) await window.addModel(model);
  await window.composer.send('hello');
  for (const model of ['Demo writer', 'Demo reasoner']) await window.pane(model).last.settled(40_000);
  await window.composer.stopButton.click();
  await window.pane('Demo slow writer').last.settled();
  await window.lanes.target('Demo reasoner').click();
}
