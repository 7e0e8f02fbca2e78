import { Dialog } from '@base-ui/react/dialog';
import { AppWindow, Bot, Columns3, MessageSquare } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { commands as allCommands } from '../../app/commands/commands.ts';
import { printShortcut } from '../../app/commands/shortcuts.ts';
import { startWithSet } from '../../app/conversationStart.ts';
import { text } from '../../app/text/text.ts';
import { useSavedList } from '../../app/useSavedList.ts';
import {
  useConnections,
  useConversations,
  useModels,
  useStatus,
  useWorkspace,
} from '../../app/WorkspaceContext.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { PickList } from '../../ui/PickList.tsx';
import { TopLayer } from '../../ui/TopLayer.tsx';
import { paletteKey, searchPalette } from './paletteSearch.ts';
import type { PaletteItem } from './paletteSearch.ts';
import '../../ui/Dialog.css';
import './palette.css';

const words = text.shell.palette;

function titleOf(item: PaletteItem): string {
  switch (item.kind) {
    case 'command':
      return item.command.title;
    case 'chat':
      return item.title;
    case 'model':
      return item.model.name;
    case 'set':
      return text.modelSets.openTabWith(item.set.name);
  }
}

function PaletteLine({ item }: { readonly item: PaletteItem }) {
  const platform = useStatus((state) => state.platform);
  const Icon = { command: AppWindow, chat: MessageSquare, model: Bot, set: Columns3 }[item.kind];
  const shortcut = item.kind === 'command' ? item.command.shortcut : undefined;
  const title = titleOf(item);
  return (
    <>
      <Icon className="palette-icon" aria-hidden="true" />
      <span className="palette-title" dir="auto">
        {title}
      </span>
      {item.kind === 'model' && <span className="palette-detail">{item.connection.name}</span>}
      {shortcut !== undefined && <Kbd keys={printShortcut(shortcut, platform)} hint />}
    </>
  );
}

/** One box for everything: commands, chats, models. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const summaries = useConversations((state) => state.summaries);
  const connections = useConnections((state) => state.connections);
  const lists = useModels((state) => state.lists);
  const load = useModels((state) => state.load);
  const { items: sets } = useSavedList('model-set');
  // Asked once: what can be done now does not change while the palette covers the window.
  const [commands] = useState(() =>
    allCommands.filter(
      ({ id, hidden }) => hidden !== true && id !== 'palette.open' && workspace.commands.isAvailable(id),
    ),
  );
  useEffect(() => {
    for (const { id } of connections) void load(id);
  }, [connections, load]);
  const groups = useMemo(
    () => searchPalette({ commands, summaries, connections, lists, sets }, query),
    [commands, summaries, connections, lists, sets, query],
  );
  const pick = (item: PaletteItem) => {
    onClose();
    if (item.kind === 'command') workspace.commands.run(item.command.id);
    else if (item.kind === 'set') void workspace.newTab(startWithSet(item.set));
    else if (item.kind === 'chat') workspace.openConversation(item.id);
    else
      void workspace.newTab({
        lanes: [{ connectionId: item.connection.id, modelId: item.model.id }],
      });
  };
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="ui-dialog-backdrop" />
        <Dialog.Popup className="ui-dialog palette" aria-label={words.label}>
          <TopLayer>
            <PickList
              label={words.label}
              placeholder={words.placeholder}
              query={query}
              onQueryChange={setQuery}
              groups={groups}
              itemKey={paletteKey}
              renderItem={(item) => <PaletteLine item={item} />}
              onPick={pick}
              empty={words.empty}
            />
          </TopLayer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
