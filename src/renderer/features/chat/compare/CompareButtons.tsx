import { GitCompare, Merge, Table2 } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from './blind.ts';
import { latestTurn } from './turnReplies.ts';
import './compare.css';

const words = text.compare;

const buttons = [
  { kind: 'table', name: words.bar.table, hint: words.commands.compare, Icon: Table2 },
  { kind: 'diff', name: words.bar.diff, hint: words.commands.diff, Icon: GitCompare },
  { kind: 'synthesis', name: words.bar.synthesise, hint: words.commands.synthesise, Icon: Merge },
] as const;

/** What can be done with the answers to the newest prompt, at the end of the bar of the lanes. */
export function CompareButtons() {
  const { view } = useChat();
  const count = useConversation((state) => latestTurn(state)?.places.length ?? 0);
  const hidden = useBlind();
  return (
    <div className="compare-buttons" role="group" aria-label={words.bar.label(count)}>
      {buttons
        // Figures would give a model away.
        .filter(({ kind }) => kind !== 'table' || !hidden)
        .map(({ kind, name, hint, Icon }) => (
          <Tooltip key={kind} label={hint}>
            <Button
              size="sm"
              variant="ghost"
              icon={<Icon />}
              aria-label={name}
              aria-haspopup="dialog"
              onClick={() => {
                view.setState({ comparing: { kind, turnId: null } });
              }}
            >
              <span className="lane-bar-name">{name}</span>
            </Button>
          </Tooltip>
        ))}
    </div>
  );
}
