/** What compares the answers of a tab: its commands, the vote of blind mode, and its dialogs. Everything drawn is loaded on demand. */
import { lazy, Suspense } from 'react';
import { useCommand } from '../../../app/commands/useCommands.ts';
import { text } from '../../../app/text/text.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isBlindMode, useBlind } from './blind.ts';
import { hideNames, showNames } from './blindDeeds.ts';
import { CompareDialogs } from './CompareDialogs.tsx';
import { latestTurn } from './turnReplies.ts';
import { useBlindUpkeep } from './useBlindUpkeep.ts';

const VotePanel = lazy(async () => ({ default: (await import('./VotePanel.tsx')).VotePanel }));

export function CompareArea() {
  const { store, view } = useChat();
  const announce = useAnnounce();
  const hasTurn = useConversation((state) => latestTurn(state) !== null);
  const hasAnswers = useConversation((state) => state.lanes.some(({ path }) => path.length > 1));
  const several = useConversation((state) => state.lanes.length > 1);
  const blindMode = useConversation(isBlindMode);
  const hidden = useBlind();
  useBlindUpkeep();
  const open = (kind: 'table' | 'diff' | 'synthesis') => () => {
    view.setState({ comparing: { kind, turnId: null } });
  };
  // Figures would give a model away.
  useCommand('compare.open', open('table'), hasAnswers && !hidden);
  useCommand('compare.diff', open('diff'), hasTurn);
  useCommand('compare.synthesise', open('synthesis'), hasTurn);
  useCommand(
    'blind.toggle',
    () => {
      void (blindMode ? showNames(store) : hideNames(store));
      announce(blindMode ? text.compare.blind.off : text.compare.blind.on);
    },
    several,
  );
  return (
    <Suspense fallback={null}>
      {blindMode && <VotePanel />}
      <CompareDialogs />
    </Suspense>
  );
}
