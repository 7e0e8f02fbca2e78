import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat } from '../ChatContext.ts';
import { retryReply } from '../store/replyDeeds.ts';

interface UnsentNoteProps {
  readonly laneId: LaneId;
  readonly id: MessageId;
}

/** A prompt that was saved but that nobody was asked yet. */
export function UnsentNote({ laneId, id }: UnsentNoteProps) {
  const { store } = useChat();
  const words = text.chat.branches;
  return (
    <span className="message-unsent">
      <span className="message-note">{words.notSent}</span>
      <Button size="sm" onClick={() => void retryReply(store, laneId, id)}>
        {words.send}
      </Button>
    </span>
  );
}
