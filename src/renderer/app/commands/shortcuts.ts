/** Shortcuts as text: matched against key presses, and printed as each system prints them. */
import type { Platform } from '../stores/statusStore.ts';
import { commands } from './commands.ts';
import type { CommandId } from './commands.ts';

/** What of a key press a shortcut looks at. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether a key press is this shortcut. On macOS `Mod` is Cmd and `Ctrl` stays Ctrl; elsewhere both are Ctrl. */
export function matchesShortcut(press: KeyPress, shortcut: string, platform: Platform): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const mac = platform === 'darwin';
  const wantsMeta = mac && parts.includes('Mod');
  const wantsCtrl = parts.includes('Ctrl') || (!mac && parts.includes('Mod'));
  const pressed = press.key.length === 1 ? press.key.toUpperCase() : press.key;
  // A layout may need Shift to type `/` or `,` at all; only letters and named keys tell Shift apart.
  const shiftMatters = key.length > 1 || /[A-Z0-9]/.test(key);
  return (
    pressed === key &&
    press.metaKey === wantsMeta &&
    press.ctrlKey === wantsCtrl &&
    press.altKey === parts.includes('Alt') &&
    (!shiftMatters || press.shiftKey === parts.includes('Shift'))
  );
}

const macSigns: Partial<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Shift: '⇧', Alt: '⌥', Tab: '⇥' };
const names: Partial<Record<string, string>> = { Mod: 'Ctrl', PageUp: 'Page Up', PageDown: 'Page Down' };

/** A shortcut as it is printed: `Ctrl+Shift+F`, on macOS `⇧⌘F`. */
export function printShortcut(shortcut: string, platform: Platform): string {
  const parts = shortcut.split('+');
  if (platform !== 'darwin') return parts.map((part) => names[part] ?? part).join('+');
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod'];
  const sorted = parts.toSorted((a, b) => ((order.indexOf(a) + 5) % 5) - ((order.indexOf(b) + 5) % 5));
  return sorted.map((part) => macSigns[part] ?? names[part] ?? part).join('');
}

/** The command that a key press means, if any. */
export function commandFor(press: KeyPress, platform: Platform): CommandId | null {
  const found = commands.find(
    ({ shortcut }) => shortcut !== undefined && matchesShortcut(press, shortcut, platform),
  );
  return found?.id ?? null;
}
