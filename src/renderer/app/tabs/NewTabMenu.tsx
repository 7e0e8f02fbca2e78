import { ChevronDown } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { startWithSet } from '../conversationStart.ts';
import { text } from '../text/text.ts';
import { useSaved, useWorkspace } from '../WorkspaceContext.ts';

const words = text.modelSets;

/** Beside the button for a new tab: the model sets that one may open with. They are read when somebody comes near. */
export function NewTabMenu() {
  const workspace = useWorkspace();
  const sets = useSaved((state) => state.lists['model-set'].items);
  const read = () => void workspace.saved.getState().load('model-set');
  return (
    <Menu
      trigger={
        <IconButton
          label={words.newTabMenu}
          icon={<ChevronDown aria-hidden="true" />}
          onPointerEnter={read}
          onFocus={read}
        />
      }
      entries={[
        ...sets.map((set) => ({
          kind: 'item' as const,
          label: set.name,
          onSelect: () => {
            void workspace.newTab(startWithSet(set));
          },
        })),
        ...(sets.length === 0 ? [] : [{ kind: 'separator' as const }]),
        {
          kind: 'item',
          label: words.manage,
          onSelect: () => {
            workspace.commands.run('modelSets.open');
          },
        },
      ]}
    />
  );
}
