import { memo } from 'react';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import { text } from '../../app/text/text.ts';
import { useActivity } from '../../app/WorkspaceContext.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { RenameField } from './RenameField.tsx';

interface ConversationRowProps {
  readonly summary: ConversationSummary;
  /** It is the one that the tab in sight shows. */
  readonly current: boolean;
  /** It is where Tab enters the list. */
  readonly focusable: boolean;
  readonly renaming: boolean;
  readonly onOpen: (id: ConversationId, where: 'here' | 'new-tab') => void;
  readonly onRenamed: (id: ConversationId, title: string | null) => void;
}

const words = text.library;

/** One conversation in the sidebar. */
export const ConversationRow = memo(function ConversationRow({
  summary,
  current,
  focusable,
  renaming,
  onOpen,
  onRenamed,
}: ConversationRowProps) {
  const { id, title } = summary.conversation;
  const streaming = useActivity((state) => state.streaming.has(id));
  const unread = useActivity((state) => state.unread.has(id));
  const mark = streaming ? words.streaming : unread ? words.unread : null;
  if (renaming) {
    return (
      <RenameField
        title={title}
        onDone={(name) => {
          onRenamed(id, name);
        }}
      />
    );
  }
  return (
    <button
      type="button"
      className="library-row"
      data-conversation={id}
      aria-current={current ? 'page' : undefined}
      tabIndex={focusable ? 0 : -1}
      onClick={(event) => {
        onOpen(id, event.ctrlKey || event.metaKey ? 'new-tab' : 'here');
      }}
      onAuxClick={(event) => {
        if (event.button === 1) onOpen(id, 'new-tab');
      }}
    >
      <span className="library-row-title" dir="auto">
        {title}
      </span>
      {mark !== null && (
        <>
          <span
            className={streaming ? 'activity-dot activity-dot-live' : 'activity-dot'}
            aria-hidden="true"
          />
          <VisuallyHidden>, {mark}</VisuallyHidden>
        </>
      )}
    </button>
  );
});
