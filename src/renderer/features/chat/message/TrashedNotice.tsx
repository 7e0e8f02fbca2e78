import { Undo2, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { TrashedBranch } from '../../../../shared/tree.ts';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat } from '../ChatContext.ts';
import { dismissTrashed, undoTrash } from '../store/branchDeeds.ts';

/** Where Ctrl or Cmd with Z belongs to what is typed. */
const textFields = 'input, textarea, [contenteditable]';

/** What was just thrown away, with the way back. It stays until it is dismissed or the next deed. */
export function TrashedNotice({ trashed }: { readonly trashed: TrashedBranch }) {
  const { store, commands } = useChat();
  const announce = useAnnounce();
  const undoRef = useRef<HTMLButtonElement>(null);
  const words = text.chat.branches.deleted;
  const undo = async () => {
    const done = await undoTrash(store);
    commands.focusComposer();
    if (done) announce(words.restored);
  };
  const undoByKey = useEffectEvent(() => void undo());
  useEffect(() => {
    // The message that had the focus is gone; where it was nowhere else, Undo is the nearest thing.
    if (document.activeElement === document.body) undoRef.current?.focus();
    const onKeyDown = (event: KeyboardEvent) => {
      const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!asked || event.key.toLowerCase() !== 'z' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(textFields) !== null) return;
      event.preventDefault();
      undoByKey();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <Banner
      tone="info"
      role="status"
      actions={
        <>
          <Button ref={undoRef} size="sm" icon={<Undo2 />} onClick={() => void undo()}>
            {words.undo}
          </Button>
          <IconButton
            size="sm"
            label={words.dismiss}
            icon={<X aria-hidden="true" />}
            onClick={() => {
              dismissTrashed(store);
              commands.focusComposer();
            }}
          />
        </>
      }
    >
      {words.title(trashed.messages)}
    </Banner>
  );
}
