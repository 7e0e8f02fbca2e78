import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { useConversation } from '../ChatContext.ts';
import { StepFrame } from '../pipelines/StepFrame.tsx';
import { messageOf } from '../store/conversationState.ts';
import { CutMarker } from './notices/CutMarker.tsx';
import { lastCut } from './notices/lastCut.ts';
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
  const cut = useConversation(
    useShallow((state) => {
      const last = lastCut(state, laneId);
      return last?.firstKeptId === id ? last : null;
    }),
  );
  if (message === undefined) return null;
  return (
    <>
      {cut !== null && <CutMarker model={cut.model} summarised={cut.summarised} />}
      <StepFrame laneId={laneId} message={message}>
        {message.role === 'user' ? (
          <Prompt laneId={laneId} message={message} siblingIds={siblingIds} />
        ) : (
          <Reply laneId={laneId} message={message} siblingIds={siblingIds} />
        )}
      </StepFrame>
    </>
  );
});
