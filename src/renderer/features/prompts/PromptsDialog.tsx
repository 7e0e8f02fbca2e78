/**
 * The prompt library: find, read, use, write, and carry away what is asked again and again. The list is a search box with its
 * results; Enter shows one and puts the keyboard on its main button, so that nothing here needs a mouse.
 */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { SavedPromptId } from '../../../shared/ids.ts';
import type { SavedPrompt } from '../../../shared/saved.ts';
import { LibraryFailure, LibraryNewsLine } from '../../app/saved/LibraryNewsLine.tsx';
import { useLibrary } from '../../app/saved/useLibrary.ts';
import { describeError } from '../../app/text/en/errors.ts';
import { text } from '../../app/text/text.ts';
import { useSavedList } from '../../app/useSavedList.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PromptDetail } from './PromptDetail.tsx';
import type { PromptDeeds } from './PromptDetail.tsx';
import { PromptForm } from './PromptForm.tsx';
import type { PromptDraft } from './PromptForm.tsx';
import { PromptList } from './PromptList.tsx';
import { foldersOf } from './promptGroups.ts';
import { useSystemPrompt } from './useSystemPrompt.ts';
import './prompts.css';

interface PromptsDialogProps {
  /** The text of a new snippet to begin with. */
  readonly draft?: string | undefined;
  readonly onClose: () => void;
}

/** What the right side shows. `id` is of the prompt that is changed; null makes a new one. */
type Side =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'detail'; readonly id: SavedPromptId }
  | { readonly kind: 'form'; readonly id: SavedPromptId | null; readonly initial: PromptDraft };

const words = text.prompts;
const blank: PromptDraft = { kind: 'snippet', name: '', folder: '', text: '' };

/** A name for a text that has none yet: its first words. */
function nameFor(written: string): string {
  return written.trim().split('\n', 1)[0]?.slice(0, 60).trim() ?? '';
}

function startOf(draft: string | undefined): Side {
  if (draft === undefined) return { kind: 'nothing' };
  return { kind: 'form', id: null, initial: { ...blank, name: nameFor(draft), text: draft } };
}

/** The right side, and the question that stands before what is written there is thrown away. */
function useSide(draft: string | undefined) {
  const [side, setSide] = useState<Side>(() => startOf(draft));
  const [dirty, setDirty] = useState(draft !== undefined && draft !== '');
  /** Tells one form from the next, whatever is in them. */
  const [shownCount, setShownCount] = useState(0);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const show = (next: Side) => {
    setDirty(false);
    setShownCount((count) => count + 1);
    setSide(next);
  };
  return {
    side,
    shownCount,
    show,
    setDirty,
    /** Does what would lose the form, at once or after asking. */
    leave: (go: () => void) => {
      if (dirty && side.kind === 'form') setLeaving(() => go);
      else go();
    },
    isLeaving: leaving !== null,
    stay: () => {
      setLeaving(null);
    },
    discard: () => {
      setLeaving(null);
      setDirty(false);
      leaving?.();
    },
  };
}

export function PromptsDialog({ draft, onClose }: PromptsDialogProps) {
  const { chatInSight } = useWorkspace();
  const { items, ...list } = useSavedList('prompt');
  const library = useLibrary('prompt', words);
  const { side, shownCount, show, leave, setDirty, isLeaving, stay, discard } = useSide(draft);
  const system = useSystemPrompt(library);
  const isKnown = items.length > 0 || list.status === 'ready';
  const shown = side.kind === 'detail' ? items.find(({ id }) => id === side.id) : undefined;

  const save = async (id: SavedPromptId | null, written: PromptDraft) => {
    const item: SavedPrompt = { ...written, id: id ?? newId<SavedPromptId>(), updatedAt: Date.now() };
    if (await library.put({ kind: 'prompt', item })) show({ kind: 'detail', id: item.id });
  };
  const deeds: PromptDeeds = {
    use: (prompt) => {
      if (prompt.kind === 'system') system.ask(prompt);
      else {
        onClose();
        chatInSight.getState().chat?.insertSnippet(prompt);
      }
    },
    edit: ({ id, ...initial }) => {
      show({ kind: 'form', id, initial });
    },
    duplicate: ({ kind, name, folder, text: written }) => {
      show({ kind: 'form', id: null, initial: { kind, name: words.copyOf(name), folder, text: written } });
    },
    exportOne: (prompt) => void library.exportItems([prompt]),
    remove: (prompt) => {
      show({ kind: 'nothing' });
      void library.remove({ kind: 'prompt', item: prompt });
    },
  };
  const openNew = () => {
    leave(() => {
      show({ kind: 'form', id: null, initial: blank });
    });
  };

  return (
    <Dialog
      open
      onClose={() => {
        leave(onClose);
      }}
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
          <Button
            variant={side.kind === 'nothing' ? 'primary' : 'secondary'}
            icon={<Plus />}
            onClick={openNew}
          >
            {words.new}
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
      <div className="prompts">
        <PromptList
          items={items}
          isKnown={isKnown}
          shownId={shown?.id}
          onPick={({ id }) => {
            leave(() => {
              show({ kind: 'detail', id });
            });
          }}
        />
        <div className="prompts-side">
          {shown !== undefined && <PromptDetail key={shown.id} prompt={shown} deeds={deeds} />}
          {side.kind === 'form' && (
            <PromptForm
              key={shownCount}
              title={side.id === null ? words.form.newTitle : words.form.editTitle}
              initial={side.initial}
              folders={foldersOf(items)}
              onDirty={setDirty}
              onSave={(written) => void save(side.id, written)}
              onCancel={() => {
                show(side.id === null ? { kind: 'nothing' } : { kind: 'detail', id: side.id });
              }}
            />
          )}
          {shown === undefined && side.kind !== 'form' && isKnown && (
            <EmptyState
              title={items.length === 0 ? words.empty.title : words.choose}
              text={items.length === 0 ? words.empty.text : undefined}
            />
          )}
        </div>
      </div>
      <ConfirmDialog
        open={isLeaving}
        title={words.discard.title}
        body={words.discard.body}
        confirmLabel={words.discard.confirm}
        cancelLabel={text.shell.cancel}
        onConfirm={discard}
        onCancel={stay}
      />
      <ConfirmDialog
        open={system.replaces !== null}
        title={words.replace.title}
        body={system.replaces ?? ''}
        confirmLabel={words.replace.confirm}
        cancelLabel={text.shell.cancel}
        onConfirm={system.confirm}
        onCancel={system.cancel}
      />
    </Dialog>
  );
}
