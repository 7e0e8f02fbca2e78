import { ArchiveRestore, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TrashedBranch } from '../../../shared/tree.ts';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useAnnounce } from '../../ui/LiveRegion.tsx';
import type { useTrashedBranches } from './useTrashedBranches.ts';

const words = text.chat.branches.trash;

interface TrashedBranchesProps {
  readonly trash: ReturnType<typeof useTrashedBranches>;
  /** Where the focus goes when the row it stood on is gone. */
  readonly onGone: () => void;
}

/** Branches that were thrown away, each with the chat it belongs to. Restoring one shows it there. */
export function TrashedBranches({ trash, onGone }: TrashedBranchesProps) {
  const workspace = useWorkspace();
  const announce = useAnnounce();
  const [doomed, setDoomed] = useState<TrashedBranch | null>(null);
  const restore = async ({ rootId, conversationId }: TrashedBranch) => {
    if (!(await trash.restore(rootId))) return;
    announce(words.restored);
    onGone();
    workspace.openConversation(conversationId);
  };
  const purge = async ({ rootId }: TrashedBranch) => {
    setDoomed(null);
    if (!(await trash.purge(rootId))) return;
    announce(words.deleted);
    onGone();
  };
  return (
    <>
      <ul aria-label={words.title}>
        {trash.branches.map((branch) => {
          const excerpt = branch.excerpt.trim() === '' ? words.wordless : branch.excerpt;
          return (
            <li key={branch.rootId} className="trash-row">
              <span className="trash-branch">
                <span className="library-row-title" dir="auto">
                  {excerpt}
                </span>
                <span className="trash-branch-chat" dir="auto">
                  {words.from(branch.conversationTitle)}
                </span>
              </span>
              <IconButton
                size="sm"
                label={words.restoreNamed(excerpt)}
                icon={<ArchiveRestore aria-hidden="true" />}
                onClick={() => void restore(branch)}
              />
              <IconButton
                size="sm"
                label={words.deleteNamed(excerpt)}
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => {
                  setDoomed(branch);
                }}
              />
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        open={doomed !== null}
        title={words.confirmTitle}
        body={words.confirmBody(doomed?.messages ?? 0, doomed?.conversationTitle ?? '')}
        confirmLabel={text.library.trashView.deleteForever}
        cancelLabel={text.shell.cancel}
        onCancel={() => {
          setDoomed(null);
        }}
        onConfirm={() => {
          if (doomed !== null) void purge(doomed);
        }}
      />
    </>
  );
}
