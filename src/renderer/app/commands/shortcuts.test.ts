import { describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { commandFor, matchesShortcut, printShortcut } from './shortcuts.ts';
import type { KeyPress } from './shortcuts.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

describe('matching', () => {
  test('Mod is Ctrl, and Cmd on macOS', () => {
    expect(commandFor(press('k', { ctrlKey: true }), 'linux')).toBe('palette.open');
    expect(commandFor(press('k', { metaKey: true }), 'darwin')).toBe('palette.open');
    expect(commandFor(press('k', { ctrlKey: true }), 'darwin')).toBeNull();
    expect(commandFor(press('k'), 'linux')).toBeNull();
  });

  test('Shift tells letters apart and is ignored where a layout needs it to type the sign', () => {
    expect(commandFor(press('T', { ctrlKey: true, shiftKey: true }), 'linux')).toBe('tab.reopen');
    expect(commandFor(press('t', { ctrlKey: true }), 'linux')).toBe('tab.new');
    expect(commandFor(press('/', { ctrlKey: true, shiftKey: true }), 'linux')).toBe('shortcuts.open');
  });

  test('AltGr, which reports Ctrl and Alt, is no Ctrl', () => {
    expect(matchesShortcut(press('e', { ctrlKey: true, altKey: true }), 'Mod+E', 'linux')).toBe(false);
  });
});

test('shortcuts are printed as each system prints them', () => {
  expect(printShortcut('Mod+Shift+F', 'linux')).toBe('Ctrl+Shift+F');
  expect(printShortcut('Mod+Shift+F', 'darwin')).toBe('⇧⌘F');
});

test.each(['linux', 'darwin'] as const)('no id and no shortcut is given twice on %s', (platform) => {
  const ids = commands.map((command) => command.id);
  const keys = commands.flatMap(({ shortcut }) =>
    shortcut === undefined ? [] : [printShortcut(shortcut, platform)],
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});
