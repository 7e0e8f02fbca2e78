import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat } from '../ChatContext.ts';

interface BranchSwitchProps {
  readonly laneId: LaneId;
  readonly id: MessageId;
  readonly siblingIds: readonly MessageId[];
}

/** Walks the alternatives at this place of the path: `‹ 2/3 ›`. */
export function BranchSwitch({ laneId, id, siblingIds }: BranchSwitchProps) {
  const { store } = useChat();
  const index = siblingIds.indexOf(id);
  if (siblingIds.length < 2 || index < 0) return null;
  const previous = siblingIds[index - 1];
  const next = siblingIds[index + 1];
  const go = (target: MessageId | undefined) => {
    if (target !== undefined) void store.selectBranch(laneId, target);
  };
  const words = text.chat.message;
  const total = siblingIds.length;
  return (
    <div className="message-branches" role="group" aria-label={words.branchName(index + 1, total)}>
      <IconButton
        size="sm"
        label={words.previousBranch}
        icon={<ChevronLeft aria-hidden="true" />}
        disabled={previous === undefined}
        onClick={() => {
          go(previous);
        }}
      />
      <span>{words.branch(index + 1, total)}</span>
      <IconButton
        size="sm"
        label={words.nextBranch}
        icon={<ChevronRight aria-hidden="true" />}
        disabled={next === undefined}
        onClick={() => {
          go(next);
        }}
      />
    </div>
  );
}
