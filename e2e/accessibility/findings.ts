import AxeBuilder from '@axe-core/playwright';
import type { MainWindow } from '../pages/MainWindow.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds that keeps somebody from using the screen, in a form that says where. */
export async function findings(window: MainWindow): Promise<readonly string[]> {
  // Electron has no new pages for axe to run its frames in; legacy mode stays in this one, which has no frames.
  const { violations } = await new AxeBuilder({ page: window.page })
    .setLegacyMode(true)
    // They hand a focus on in the moment they get it, so nobody ever stands on one.
    .exclude('[data-base-ui-focus-guard]')
    .withTags(rules)
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}
