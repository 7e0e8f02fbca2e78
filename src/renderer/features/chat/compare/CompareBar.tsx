import { EyeOff, GitCompare, Merge, Table2 } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { isBlindMode, useBlind } from './blind.ts';
import { showNames } from './blindDeeds.ts';
import { latestTurn } from './turnReplies.ts';
import { VotePanel } from './VotePanel.tsx';
import './compare.css';

/** What can be done with the answers to the newest prompt, and the vote on them in blind mode. */
export function CompareBar() {
  const { store, view } = useChat();
  const count = useConversation((state) => latestTurn(state)?.places.length ?? 0);
  const blindMode = useConversation(isBlindMode);
  const hidden = useBlind();
  const words = text.compare.bar;
  const open = (kind: 'table' | 'diff' | 'synthesis') => () => {
    view.setState({ comparing: { kind, turnId: null } });
  };
  return (
    <section className="compare-bar" aria-label={words.label(count)}>
      {blindMode && <VotePanel />}
      <div className="compare-bar-end">
        {blindMode && (
          <Button size="sm" variant="ghost" icon={<EyeOff />} onClick={() => void showNames(store)}>
            {text.compare.blind.turnOff}
          </Button>
        )}
        {count > 1 && !hidden && (
          <Button size="sm" variant="ghost" icon={<Table2 />} aria-haspopup="dialog" onClick={open('table')}>
            {words.table}
          </Button>
        )}
        {count > 1 && (
          <>
            <Button
              size="sm"
              variant="ghost"
              icon={<GitCompare />}
              aria-haspopup="dialog"
              onClick={open('diff')}
            >
              {words.diff}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              icon={<Merge />}
              aria-haspopup="dialog"
              onClick={open('synthesis')}
            >
              {words.synthesise}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
