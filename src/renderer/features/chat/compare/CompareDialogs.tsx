import { lazy, useMemo } from 'react';
import { useChat, useChatView, useConversation } from '../ChatContext.ts';
import { latestTurn, turnOf } from './turnReplies.ts';

const CompareDialog = lazy(async () => ({ default: (await import('./CompareDialog.tsx')).CompareDialog }));
const DiffDialog = lazy(async () => ({ default: (await import('./DiffDialog.tsx')).DiffDialog }));
const SynthesisDialog = lazy(async () => ({
  default: (await import('./SynthesisDialog.tsx')).SynthesisDialog,
}));

/** The comparison that is open, of the turn that it was opened for or of the newest one. */
export function CompareDialogs() {
  const { store, view } = useChat();
  const comparing = useChatView((state) => state.comparing);
  const lanes = useConversation((state) => state.lanes);
  const turn = useMemo(() => {
    if (comparing === null) return null;
    // The messages that the turn is found by come and go with the lanes.
    const state = { ...store.state.getState(), lanes };
    return comparing.turnId === null ? latestTurn(state) : turnOf(state, comparing.turnId);
  }, [comparing, lanes, store]);
  const close = () => {
    view.setState({ comparing: null });
  };
  switch (comparing?.kind) {
    case undefined:
      return null;
    case 'table':
      return <CompareDialog turn={turn} onClose={close} />;
    case 'diff':
      return <DiffDialog turn={turn} onClose={close} />;
    case 'synthesis':
      return <SynthesisDialog turn={turn} onClose={close} />;
  }
}
