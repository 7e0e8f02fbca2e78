import type { Vote } from '../../../../shared/vote.ts';
import { text } from '../../../app/text/text.ts';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { Button } from '../../../ui/Button.tsx';

const words = text.compare.vote;

function verdictOf({ verdict, replies }: Vote): string {
  switch (verdict.kind) {
    case 'better': {
      const best = replies.find(({ messageId }) => messageId === verdict.messageId);
      return words.voted.better(best?.model.modelName ?? '', replies.length);
    }
    case 'both':
      return words.voted.both(replies.length);
    case 'neither':
      return words.voted.neither(replies.length);
  }
}

interface VoteResultProps {
  readonly vote: Vote;
  /** Which answer was whose. */
  readonly sentence: string;
  readonly onChange: () => void;
  readonly onWithdraw: () => void;
}

/** The vote that was given, and whom it was given to. */
export function VoteResult({ vote, sentence, onChange, onWithdraw }: VoteResultProps) {
  const { commands } = useWorkspace();
  return (
    <>
      <p className="vote-text">
        {verdictOf(vote)} {sentence}
        {vote.tag !== '' && ` ${words.tagged(vote.tag)}.`}
      </p>
      <div className="vote-buttons">
        <Button size="sm" onClick={onChange}>
          {words.change}
        </Button>
        <Button size="sm" variant="ghost" onClick={onWithdraw}>
          {words.withdraw}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-haspopup="dialog"
          onClick={() => {
            commands.run('scoreboard.open');
          }}
        >
          {words.scoreboard}
        </Button>
      </div>
    </>
  );
}
