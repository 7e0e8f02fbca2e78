/** What stands above the field until it is no longer true: what could not be done, what can be undone, what waits its turn. */
import { lazy, Suspense, useState } from 'react';
import type { AttachmentRef } from '../../../../shared/attachment.ts';
import { useConversation } from '../ChatContext.ts';
import { TemporaryBar } from '../temporary/TemporaryBar.tsx';
import { Notice } from './Notice.tsx';

const TrashedNotice = lazy(async () => ({
  default: (await import('../message/TrashedNotice.tsx')).TrashedNotice,
}));
const QueueList = lazy(async () => ({ default: (await import('../queue/QueueList.tsx')).QueueList }));

interface ComposerNewsProps {
  /** Puts words and files back into the composer. */
  readonly onGiveBack: (words: string, files: readonly AttachmentRef[]) => void;
  readonly onFocusLost: () => void;
}

export function ComposerNews({ onGiveBack, onFocusLost }: ComposerNewsProps) {
  const notice = useConversation((state) => state.notice);
  const trashed = useConversation((state) => state.trashed);
  const temporary = useConversation((state) => state.settings.temporary ?? false);
  const waiting = useConversation(({ queue }) => queue.items.length > 0);
  // The list stays once it was shown: an edit in it outlives the prompt that it belongs to.
  const [hasWaited, setHasWaited] = useState(waiting);
  if (waiting && !hasWaited) setHasWaited(true);
  return (
    <>
      {temporary && <TemporaryBar />}
      {notice !== null && <Notice error={notice} />}
      <Suspense fallback={null}>
        {trashed !== null && <TrashedNotice trashed={trashed} />}
        {hasWaited && <QueueList onGiveBack={onGiveBack} onFocusLost={onFocusLost} />}
      </Suspense>
    </>
  );
}
