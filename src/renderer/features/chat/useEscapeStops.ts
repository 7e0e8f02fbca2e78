import { useEffect } from 'react';
import { useChat, useConversation } from './ChatContext.ts';
import { isStreaming } from './store/conversationState.ts';

/** What closes itself on Esc. */
const nearerToEscape = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Esc stops what streams, wherever the focus is, unless something nearer to it (a menu, an editor) has used the key. */
export function useEscapeStops(): void {
  const { store } = useChat();
  const streaming = useConversation(isStreaming);
  useEffect(() => {
    if (!streaming) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target !== null && target.closest(nearerToEscape) !== null) return;
      event.preventDefault();
      void store.stop();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [store, streaming]);
}
