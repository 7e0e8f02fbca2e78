import { nativeTheme } from 'electron';
import type { Settings } from '../../shared/settings.ts';

/** Makes native surfaces and the page's `prefers-color-scheme` follow the setting. */
export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme;
}
