/** Settings take effect at once and are there again after a restart. */
import type { Page } from 'playwright';
import { expect, test } from '../fixtures.ts';

/** How light the window's background is, from 0 to 1. */
async function lightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (canvas === null) throw new Error('There is no canvas');
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / (3 * 255);
  });
}

test('theme, text size and the key that sends', async ({ launch }) => {
  const first = await launch();
  await first.window.ready();
  const settings = await first.window.openSettings();
  await settings.theme('light').check();
  await expect.poll(() => lightness(first.page)).toBeGreaterThan(0.9);
  await settings.theme('dark').check();
  await expect.poll(() => lightness(first.page)).toBeLessThan(0.25);
  await settings.largerText.click();
  await expect(settings.textSize).toHaveText('110 %');
  await settings.sendKey('mod-enter').check();
  await settings.close();
  await first.close();

  const { window, page } = await launch();
  await window.ready();
  expect(await lightness(page)).toBeLessThan(0.25);
  await window.composer.field.fill('hello');
  await window.composer.field.press('Enter');
  await expect(window.composer.field).toHaveValue('hello\n');
  await window.composer.field.press('ControlOrMeta+Enter');
  await expect(window.pane().prompt('hello').root).toBeVisible();
  const reopened = await window.openSettings();
  await expect(reopened.theme('dark')).toBeChecked();
  await expect(reopened.textSize).toHaveText('110 %');
});
