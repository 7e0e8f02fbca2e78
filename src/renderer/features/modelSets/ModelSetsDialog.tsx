/** Model sets: save the lanes of the chat in sight, open a tab with a set, choose the one that new chats start with. */
import { useState } from 'react';
import type { ModelSetId } from '../../../shared/ids.ts';
import type { ModelSet } from '../../../shared/saved.ts';
import { startWithSet } from '../../app/conversationStart.ts';
import { LibraryFailure, LibraryNewsLine } from '../../app/saved/LibraryNewsLine.tsx';
import { useLibrary } from '../../app/saved/useLibrary.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useModelNames } from '../../app/useModelNames.ts';
import { useSavedList } from '../../app/useSavedList.ts';
import { useConnections, useSettings, useWorkspace } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ModelSetRow } from './ModelSetRow.tsx';
import type { ModelSetDeeds } from './ModelSetRow.tsx';
import { SaveLanesForm } from './SaveLanesForm.tsx';
import './modelSets.css';

const words = text.modelSets;

export function ModelSetsDialog({ onClose }: { readonly onClose: () => void }) {
  const workspace = useWorkspace();
  const { items, ...list } = useSavedList('model-set');
  const library = useLibrary('model-set', words);
  const connections = useConnections((state) => state.connections);
  const defaultId = useSettings((state) => state.settings.defaultModelSet);
  const changeSettings = useSettings((state) => state.change);
  const [renaming, setRenaming] = useState<ModelSetId | null>(null);
  const lanes = items.flatMap((set) => set.lanes);
  const nameOf = useModelNames(lanes);
  const someAreGone = lanes.some((lane) => connections.every(({ id }) => id !== lane.connectionId));

  const deeds: ModelSetDeeds = {
    open: (set) => {
      onClose();
      void workspace.newTab(startWithSet(set));
    },
    beginRename: ({ id }) => {
      setRenaming(id);
    },
    rename: (set, name) => {
      setRenaming(null);
      if (name === null) return;
      void library.put({ kind: 'model-set', item: { ...set, name, updatedAt: Date.now() } });
    },
    setDefault: ({ id, name }, isDefault) => {
      changeSettings({ defaultModelSet: isDefault ? id : null });
      if (isDefault) library.say(words.madeDefault(name));
    },
    exportOne: (set) => void library.exportItems([set]),
    remove: (set) => void library.remove({ kind: 'model-set', item: set }),
  };
  const save = (set: ModelSet) => library.put({ kind: 'model-set', item: set }, words.saved(set.name));

  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title}
      description={words.description}
      size="lg"
      closeLabel={text.shell.close}
      footer={
        <>
          <LibraryNewsLine news={library.news} undoLabel={words.undo} onUndo={() => void library.undo()} />
          <Button onClick={() => void library.importFile()}>{words.import}</Button>
          <Button disabled={items.length === 0} onClick={() => void library.exportItems(items)}>
            {words.exportAll}
          </Button>
        </>
      }
    >
      <LibraryFailure news={library.news} />
      {list.status === 'failed' && (
        <Banner tone="danger" role="alert" title={words.failed}>
          {describeError(list.error).next}
        </Banner>
      )}
      <SaveLanesForm onSave={save} />
      {someAreGone && <p className="ui-field-hint">{words.goneHint}</p>}
      {items.length === 0 && list.status === 'ready' && (
        <EmptyState title={words.empty.title} text={words.empty.text} />
      )}
      {items.length > 0 && (
        <ul className="set-list" aria-label={words.sets}>
          {items.map((set) => (
            <ModelSetRow
              key={set.id}
              set={set}
              isDefault={set.id === defaultId}
              renaming={set.id === renaming}
              nameOf={nameOf}
              deeds={deeds}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
