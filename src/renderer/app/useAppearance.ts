import { useLayoutEffect } from 'react';
import { useSettings } from './WorkspaceContext.ts';

/** Puts theme and text size on the root element, where the style sheets read them. */
export function useAppearance(): void {
  const theme = useSettings((state) => state.settings.theme);
  const textSize = useSettings((state) => state.settings.textSize);
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    root.style.setProperty('--text-scale', String(textSize / 100));
  }, [theme, textSize]);
}
