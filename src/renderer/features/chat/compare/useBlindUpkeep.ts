import { useEffect } from 'react';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { isBlindMode, isHidden } from './blind.ts';
import { hideNames } from './blindDeeds.ts';

/** Reads the votes that blind mode depends on, and shuffles the lanes whenever a new turn hides the names again. */
export function useBlindUpkeep(): void {
  const { store } = useChat();
  const { votes } = useWorkspace();
  const blindMode = useConversation(isBlindMode);
  useEffect(() => {
    if (blindMode && votes.getState().phase === 'idle') void votes.getState().load();
  }, [blindMode, votes]);
  useEffect(
    () =>
      store.state.subscribe((state, before) => {
        if (!isBlindMode(state) || !isBlindMode(before)) return;
        const cast = votes.getState().votes;
        if (isHidden(state, cast) && !isHidden(before, cast)) void hideNames(store);
      }),
    [store, votes],
  );
}
