import { useEffect, useEffectEvent } from 'react';
import { useStatus, useWorkspace } from '../WorkspaceContext.ts';
import { commandOf } from './commands.ts';
import type { CommandId } from './commands.ts';
import { commandFor, printShortcut } from './shortcuts.ts';

/** Carries out a command for as long as the component is mounted and `enabled`. `run` may change with every render. */
export function useCommand(id: CommandId, run: () => void, enabled = true): void {
  const { commands } = useWorkspace();
  const latest = useEffectEvent(run);
  useEffect(
    () =>
      enabled
        ? commands.handle(id, () => {
            latest();
          })
        : undefined,
    [commands, id, enabled],
  );
}

function isModalOpen(): boolean {
  return document.querySelector('.ui-dialog') !== null;
}

/** Turns key presses anywhere in the window into commands. Used once, at the top. */
export function useShortcuts(): void {
  const { commands, status } = useWorkspace();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const id = commandFor(event, status.getState().platform);
      if (id === null) return;
      // Prevented means: the menu's own accelerator does not fire as well. Behind a modal dialog nothing may happen.
      if (isModalOpen() || commands.run(id)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [commands, status]);
}

/** A command's shortcut as this system prints it. */
export function useShortcutOf(id: CommandId): string | undefined {
  const platform = useStatus((state) => state.platform);
  const { shortcut } = commandOf(id);
  return shortcut === undefined ? undefined : printShortcut(shortcut, platform);
}
