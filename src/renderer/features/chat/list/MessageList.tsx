import { useCallback } from 'react';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { useChat } from '../ChatContext.ts';
import { MessageRow } from '../message/MessageRow.tsx';
import type { LaneView } from '../store/conversationState.ts';
import { JumpButton } from './JumpButton.tsx';
import { olderMargin, useEndAnchoredList } from './useEndAnchoredList.ts';
import { useReadingPlace } from './useReadingPlace.ts';
import { useReveal } from './useReveal.ts';
import './list.css';

/** The messages of one lane, each a row. Only what is near the window is mounted. */
export function MessageList({ view }: { readonly view: LaneView }) {
  const { store } = useChat();
  const { path, lane } = view;
  const list = useEndAnchoredList({
    count: path.length,
    keyOf: useCallback((index: number) => path[index]?.key ?? index, [path]),
    estimatedRow: 180,
    paddingStart: 12,
    place: lane.id,
    onFirstRow: (index) => {
      if (index < olderMargin) void store.loadOlder(lane.id);
    },
  });
  const rowOf = useCallback(
    (laneId: LaneId, messageId: MessageId) =>
      laneId === lane.id ? path.findIndex(({ id }) => id === messageId) : null,
    [lane.id, path],
  );
  useReveal(list, rowOf);
  useReadingPlace(list, {
    name: lane.id,
    laneIds: [lane.id],
    rowOf,
    messageAt: (index) => {
      const item = path[index];
      return item === undefined ? null : { laneId: lane.id, messageId: item.id };
    },
  });
  const { virtualizer, scroller, away, jumpToEnd, onWheel, onKeyDown } = list;
  return (
    <div className="message-list">
      <div
        ref={scroller}
        className="message-scroller"
        role="log"
        aria-live="off"
        aria-label={text.chat.messages}
        tabIndex={0}
        onWheel={onWheel}
        onKeyDown={onKeyDown}
      >
        {view.loadingOlder && <p className="message-older">{text.chat.list.older}</p>}
        <div ref={virtualizer.containerRef} className="message-rows">
          {virtualizer.getVirtualItems().map(({ index, key }) => {
            const item = path[index];
            if (item === undefined) return null;
            return (
              <div key={key} ref={virtualizer.measureElement} data-index={index} className="message-slot">
                <MessageRow laneId={lane.id} id={item.id} siblingIds={item.siblingIds} />
              </div>
            );
          })}
        </div>
      </div>
      {away && <JumpButton onJump={jumpToEnd} />}
    </div>
  );
}
