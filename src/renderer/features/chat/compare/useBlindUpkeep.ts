import { useEffect } from 'react';
import { text } from '../../../app/text/text.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isBlindMode, isHidden } from './blind.ts';
import { hideNames } from './blindDeeds.ts';

/** Reads the votes that blind mode depends on, and shuffles the lanes whenever a new turn hides the names again. */
export function useBlindUpkeep(): void {
  const { store } = useChat();
  const { votes } = useWorkspace();
  const announce = useAnnounce();
  const blindMode = useConversation(isBlindMode);
  useEffect(() => {
    if (blindMode && votes.getState().phase === 'idle') void votes.getState().load();
  }, [blindMode, votes]);
  useEffect(
    () =>
      store.state.subscribe((state, before) => {
        if (!isBlindMode(state) || !isBlindMode(before)) return;
        const cast = votes.getState().votes;
        if (!isHidden(state, cast) || isHidden(before, cast)) return;
        void hideNames(store);
        // What was said last, the names of the turn before, goes from the live region with it.
        announce(text.compare.blind.on);
      }),
    [announce, store, votes],
  );
}
