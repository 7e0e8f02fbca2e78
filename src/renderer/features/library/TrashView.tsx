import { ArchiveRestore, ChevronLeft, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import { text } from '../../app/text/text.ts';
import { useWorkspace } from '../../app/WorkspaceContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useAnnounce } from '../../ui/LiveRegion.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TrashedBranches } from './TrashedBranches.tsx';
import { useTrash } from './useTrash.ts';
import { useTrashedBranches } from './useTrashedBranches.ts';

const words = text.library.trashView;

/** What was deleted, until it is deleted for good. */
export function TrashView() {
  const { view } = useWorkspace();
  const announce = useAnnounce();
  const trash = useTrash();
  const branches = useTrashedBranches();
  const both = branches.branches.length > 0;
  const [doomed, setDoomed] = useState<ConversationSummary | null>(null);
  const backRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    backRef.current?.focus();
  }, []);
  return (
    <section className="trash" aria-label={words.title}>
      <header className="trash-header">
        <IconButton
          ref={backRef}
          label={words.back}
          icon={<ChevronLeft aria-hidden="true" />}
          onClick={() => {
            view.setState({ panel: 'conversations' });
          }}
        />
        <h2>{words.title}</h2>
      </header>
      <div className="library-scroller">
        {trash.summaries === null && <Skeleton label={words.title} lines={[80, 60, 70]} />}
        {trash.summaries?.length === 0 && !both && (
          <EmptyState icon={<Trash2 />} title={words.empty} text={words.emptyText} />
        )}
        {both && (trash.summaries?.length ?? 0) > 0 && (
          <h3 className="library-heading">{text.chat.branches.trash.chats}</h3>
        )}
        <ul>
          {trash.summaries?.map((summary) => {
            const { id, title } = summary.conversation;
            return (
              <li key={id} className="trash-row">
                <span className="library-row-title" dir="auto">
                  {title}
                </span>
                <IconButton
                  size="sm"
                  label={words.restoreNamed(title)}
                  icon={<ArchiveRestore aria-hidden="true" />}
                  onClick={() => {
                    trash.restore(id);
                    announce(words.restored(title));
                    backRef.current?.focus();
                  }}
                />
                <IconButton
                  size="sm"
                  label={words.deleteNamed(title)}
                  icon={<Trash2 aria-hidden="true" />}
                  onClick={() => {
                    setDoomed(summary);
                  }}
                />
              </li>
            );
          })}
        </ul>
        {trash.hasMore && (
          <Button variant="ghost" size="sm" className="search-more" onClick={trash.loadMore}>
            {text.library.search.more}
          </Button>
        )}
        {both && (
          <>
            <h3 className="library-heading">{text.chat.branches.trash.title}</h3>
            <TrashedBranches trash={branches} onGone={() => backRef.current?.focus()} />
          </>
        )}
      </div>
      <ConfirmDialog
        open={doomed !== null}
        title={words.confirmTitle}
        body={words.confirmBody(doomed?.conversation.title ?? '')}
        confirmLabel={words.deleteForever}
        cancelLabel={text.shell.cancel}
        onCancel={() => {
          setDoomed(null);
        }}
        onConfirm={() => {
          if (doomed === null) return;
          trash.purge(doomed.conversation.id);
          announce(words.deleted(doomed.conversation.title));
          setDoomed(null);
        }}
      />
    </section>
  );
}
