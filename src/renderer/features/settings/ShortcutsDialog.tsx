import { commands } from '../../app/commands/commands.ts';
import type { CommandGroup } from '../../app/commands/commands.ts';
import { printShortcut } from '../../app/commands/shortcuts.ts';
import { text } from '../../app/text/text.ts';
import { useSettings, useStatus } from '../../app/WorkspaceContext.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import './settings.css';

const words = text.shell;

interface Line {
  readonly title: string;
  readonly shortcut: string;
}

/** The keys of the composer, which are no commands because they depend on where the caret stands. */
function composerLines(sendKey: 'enter' | 'mod-enter'): readonly Line[] {
  const entersSend = sendKey === 'enter';
  return [
    { title: words.shortcuts.send, shortcut: entersSend ? 'Enter' : 'Mod+Enter' },
    { title: words.shortcuts.newLine, shortcut: entersSend ? 'Shift+Enter' : 'Enter' },
    { title: words.shortcuts.stop, shortcut: 'Esc' },
  ];
}

function linesOf(group: CommandGroup): readonly Line[] {
  return commands.flatMap(({ group: own, hidden, title, shortcut }) =>
    own === group && hidden !== true && shortcut !== undefined ? [{ title, shortcut }] : [],
  );
}

/** Every shortcut, by what it is for. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const platform = useStatus((state) => state.platform);
  const sendKey = useSettings((state) => state.settings.sendKey);
  const groups: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
    { title: words.groups.chat, lines: [...linesOf('chat'), ...composerLines(sendKey)] },
    {
      title: words.groups.tabs,
      lines: [...linesOf('tabs'), { title: words.commands.goToTabs, shortcut: 'Mod+1…9' }],
    },
    { title: words.groups.window, lines: linesOf('window') },
  ];
  return (
    <Dialog open onClose={onClose} title={words.shortcuts.title} size="lg" closeLabel={words.close}>
      <div className="shortcuts">
        {groups.map(({ title, lines }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map((line) => (
                <div key={line.title} className="shortcuts-line">
                  <dt>{line.title}</dt>
                  <dd>
                    <Kbd keys={printShortcut(line.shortcut, platform)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
