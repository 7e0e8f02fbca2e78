import { CornerDownRight, Paperclip, Pencil, X } from 'lucide-react';
import type { QueuedPrompt } from '../../../../shared/queue.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useConversation } from '../ChatContext.ts';
import { useLaneNames } from '../lane/useLaneName.ts';

/** As much of a prompt as two lines can show. */
const shownLength = 300;

interface QueuedRowProps {
  readonly prompt: QueuedPrompt;
  /** From 1. */
  readonly position: number;
  readonly onEdit: () => void;
  readonly onWithdraw: () => void;
  readonly onSteer: () => void;
}

/** One prompt that waits, and what can still be done about it. */
export function QueuedRow({ prompt, position, onEdit, onWithdraw, onSteer }: QueuedRowProps) {
  const words = text.chat.queue;
  const names = useLaneNames();
  const forAll = useConversation(({ lanes }) => lanes.every(({ lane }) => prompt.laneIds.includes(lane.id)));
  const files = prompt.attachments.length;
  const receivers = prompt.laneIds.flatMap((id) => names.get(id) ?? []);
  return (
    <>
      <span className="queue-text">
        <span className="queue-words" dir="auto">
          {prompt.text === '' ? words.wordless : prompt.text.slice(0, shownLength)}
        </span>
        {(files > 0 || !forAll) && (
          <span className="queue-facts">
            {files > 0 && (
              <span>
                <Paperclip aria-hidden="true" /> {words.files(files)}
              </span>
            )}
            {!forAll && <span>{receivers.join(', ')}</span>}
          </span>
        )}
      </span>
      <Button size="sm" icon={<CornerDownRight />} aria-label={words.steerNamed(position)} onClick={onSteer}>
        {words.steer}
      </Button>
      <IconButton
        size="sm"
        label={words.edit(position)}
        icon={<Pencil aria-hidden="true" />}
        onClick={onEdit}
      />
      <IconButton
        size="sm"
        label={words.withdraw(position)}
        icon={<X aria-hidden="true" />}
        onClick={onWithdraw}
      />
    </>
  );
}
