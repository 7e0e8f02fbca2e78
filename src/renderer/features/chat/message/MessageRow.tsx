import { memo } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { useConversation } from '../ChatContext.ts';
import { messageOf } from '../store/conversationState.ts';
import { Prompt } from './Prompt.tsx';
import { Reply } from './Reply.tsx';

interface MessageRowProps {
  readonly laneId: LaneId;
  readonly id: MessageId;
  readonly siblingIds: readonly MessageId[];
}

/** One message on a lane's path. Renders again only when this very message changes. */
export const MessageRow = memo(function MessageRow({ laneId, id, siblingIds }: MessageRowProps) {
  const message = useConversation((state) => messageOf(state, id));
  if (message === undefined) return null;
  if (message.role === 'user') return <Prompt laneId={laneId} message={message} siblingIds={siblingIds} />;
  return <Reply laneId={laneId} message={message} siblingIds={siblingIds} />;
});
