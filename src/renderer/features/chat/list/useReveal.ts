import { useEffect } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { useChat, useChatView } from '../ChatContext.ts';
import type { useEndAnchoredList } from './useEndAnchoredList.ts';

/**
 * Brings the message that was asked for into sight: as soon as the list has it, reading the pages above until it does.
 * @param rowOf The row of a message in a lane: -1 where it is not loaded, null where the lane is not in this list.
 */
export function useReveal(
  { virtualizer, letGo }: Pick<ReturnType<typeof useEndAnchoredList>, 'virtualizer' | 'letGo'>,
  rowOf: (laneId: LaneId, messageId: MessageId) => number | null,
): void {
  const { store, view } = useChat();
  const reveal = useChatView((state) => state.reveal);
  useEffect(() => {
    if (reveal === null) return;
    const index = rowOf(reveal.laneId, reveal.messageId);
    if (index === null) return;
    if (index === -1) {
      void store.loadOlder(reveal.laneId);
      return;
    }
    letGo();
    virtualizer.scrollToIndex(index, { align: 'start' });
    view.setState({ reveal: null });
  }, [letGo, reveal, rowOf, store, view, virtualizer]);
}
