import { useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { tagsOf } from '../../../../shared/scoreboard.ts';
import type { Vote } from '../../../../shared/vote.ts';
import { text } from '../../../app/text/text.ts';
import { useVotes } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';
import { SuggestField } from '../../../ui/SuggestField.tsx';
import { useConversation } from '../ChatContext.ts';
import { blindLabel } from './blind.ts';
import type { Verdict } from './blindDeeds.ts';
import type { Turn } from './turnReplies.ts';

const words = text.compare.vote;
/** As long as a tag may be. */
const longestTag = 60;

interface BallotProps {
  readonly turn: Turn;
  /** The vote that would be changed. */
  readonly earlier: Vote | undefined;
  readonly onVote: (verdict: Verdict, tag: string) => void;
  readonly onKeep: () => void;
}

/** One button for everything that can be said of the answers. */
export function Ballot({ turn, earlier, onVote, onKeep }: BallotProps) {
  const cast = useVotes((state) => state.votes);
  const labels = useConversation(
    useShallow((state) => turn.places.map(({ laneId }) => blindLabel(state, laneId))),
  );
  const [tag, setTag] = useState(earlier?.tag ?? '');
  const vote = (verdict: Verdict) => () => {
    onVote(verdict, tag.trim());
  };
  return (
    <>
      <p className="vote-text">{words.question(labels.length)}</p>
      <div className="vote-buttons">
        {turn.places.map(({ id }, index) => (
          <Button key={id} size="sm" onClick={vote({ kind: 'better', messageId: id })}>
            {words.better(labels[index] ?? '', labels.length)}
          </Button>
        ))}
        <Button size="sm" onClick={vote({ kind: 'both' })}>
          {words.both(labels.length)}
        </Button>
        <Button size="sm" onClick={vote({ kind: 'neither' })}>
          {words.neither(labels.length)}
        </Button>
        {earlier !== undefined && (
          <Button size="sm" variant="ghost" onClick={onKeep}>
            {words.keep}
          </Button>
        )}
      </div>
      <div className="vote-tag">
        <SuggestField
          label={words.tag}
          labelHidden
          placeholder={words.tag}
          value={tag}
          maxLength={longestTag}
          suggestions={tagsOf(cast).map((value) => ({ value }))}
          onChange={setTag}
        />
      </div>
    </>
  );
}
