/**
 * All lanes under one scroller: a row is a turn, a cell in it what one lane has of that turn, so that turns line up by their
 * very construction. The names stand above and stay; what all lanes have in common is shown once, across all of them. Like
 * the list of one lane it is virtual (by turns here) and anchored at its end.
 */
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { ConversationView } from '../../../../shared/conversation.ts';
import type { LaneId, MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { useChat } from '../ChatContext.ts';
import { LaneHeader } from '../lane/LaneHeader.tsx';
import { SwitchLine } from '../lane/SwitchLine.tsx';
import { useLaneName, useLaneNames } from '../lane/useLaneName.ts';
import { MessageRow } from '../message/MessageRow.tsx';
import type { LaneView, PathItem } from '../store/conversationState.ts';
import { messageOf } from '../store/conversationState.ts';
import type { TurnRow } from './alignTurns.ts';
import { alignTurns } from './alignTurns.ts';
import { JumpButton } from './JumpButton.tsx';
import { olderMargin, useEndAnchoredList } from './useEndAnchoredList.ts';
import { usePinnedCells } from './usePinnedCells.ts';
import type { PinCell } from './usePinnedCells.ts';
import { useReadingPlace } from './useReadingPlace.ts';
import { useReveal } from './useReveal.ts';
import './list.css';
import './turns.css';

interface TurnListProps {
  readonly lanes: readonly LaneView[];
  readonly connections: readonly Connection[];
  readonly layout: ConversationView['layout'];
}

/** The first row in which a lane has something, by the place of the lane. */
function firstRowsOf(rows: readonly TurnRow[], lanes: readonly LaneView[]): readonly number[] {
  return lanes.map((_, index) =>
    rows.findIndex(({ shared, cells }) => shared.length > 0 || cells[index] !== undefined),
  );
}

/** The rows of these lanes, worked out again only when a path changes. */
function useTurnRows(lanes: readonly LaneView[]) {
  const { store } = useChat();
  return useMemo(() => {
    const state = store.state.getState();
    const rows = alignTurns(
      lanes.map(({ lane, path }) => ({ id: lane.id, path })),
      ({ id }) => messageOf(state, id)?.turnId ?? id,
    );
    return { rows, firstRows: firstRowsOf(rows, lanes) };
  }, [lanes, store]);
}

/** The height of an element, kept up to date, in pixels. */
function useHeight() {
  const ref = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = () => {
      setHeight(element.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { ref, height };
}

export function TurnList({ lanes, connections, layout }: TurnListProps) {
  const { store } = useChat();
  const names = useLaneNames();
  const { rows, firstRows } = useTurnRows(lanes);
  const heads = useHeight();
  const list = useEndAnchoredList({
    count: rows.length,
    keyOf: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    estimatedRow: 360,
    paddingStart: heads.height + 12,
    place: 'turns',
    onFirstRow: (index) => {
      for (const [place, { lane, hasMore }] of lanes.entries()) {
        if (hasMore && index < (firstRows[place] ?? 0) + olderMargin) void store.loadOlder(lane.id);
      }
    },
  });
  const rowOfMessage = useCallback(
    (laneId: LaneId, messageId: MessageId) => rowOf(rows, lanes, laneId, messageId),
    [lanes, rows],
  );
  useReveal(list, rowOfMessage);
  useReadingPlace(list, {
    name: 'turns',
    laneIds: lanes.map(({ lane }) => lane.id),
    rowOf: rowOfMessage,
    messageAt: (index) => messageOfRow(rows[index], lanes),
  });
  const { virtualizer, scroller, away, jumpToEnd, onWheel, onKeyDown } = list;
  const pin = usePinnedCells(scroller, heads.height);
  return (
    <div className="message-list turn-list" data-layout={layout} data-count={lanes.length}>
      <div
        ref={scroller}
        className="message-scroller turn-scroller"
        role="log"
        aria-live="off"
        aria-label={text.chat.messages}
        tabIndex={0}
        onWheel={onWheel}
        onKeyDown={onKeyDown}
      >
        <div className="turn-heads">
          <div ref={heads.ref} className="turn-cells">
            {lanes.map((view) => (
              <TurnHead key={view.lane.id} view={view} connections={connections} />
            ))}
          </div>
        </div>
        <div ref={virtualizer.containerRef} className="message-rows turn-rows">
          {virtualizer.getVirtualItems().map(({ index, key }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="message-slot turn"
                role="group"
                aria-label={text.chat.lanes.turn}
              >
                <Turn row={row} index={index} lanes={lanes} names={names} firstRows={firstRows} pin={pin} />
              </div>
            );
          })}
        </div>
      </div>
      {away && <JumpButton onJump={jumpToEnd} />}
    </div>
  );
}

function rowOf(
  rows: readonly TurnRow[],
  lanes: readonly LaneView[],
  laneId: LaneId,
  messageId: MessageId,
): number | null {
  const place = lanes.findIndex(({ lane }) => lane.id === laneId);
  if (place === -1) return null;
  const isIt = ({ id }: PathItem) => id === messageId;
  return rows.findIndex(({ shared, cells }) => shared.some(isIt) || (cells[place]?.some(isIt) ?? false));
}

/** The first message of a row, in the first lane that has one. */
function messageOfRow(row: TurnRow | undefined, lanes: readonly LaneView[]) {
  const [shared] = row?.shared ?? [];
  const place = shared === undefined ? (row?.cells.findIndex((cell) => cell?.[0] !== undefined) ?? -1) : 0;
  const messageId = (shared ?? row?.cells[place]?.[0])?.id;
  const laneId = lanes[place]?.lane.id;
  return messageId === undefined || laneId === undefined ? null : { laneId, messageId };
}

interface TurnHeadProps {
  readonly view: LaneView;
  readonly connections: readonly Connection[];
}

/** Who stands in this column, and what can be done about it. */
function TurnHead({ view, connections }: TurnHeadProps) {
  const { lane } = view;
  const name = useLaneName(lane);
  return (
    <section className="lane turn-head" aria-label={name} data-lane={lane.id}>
      <LaneHeader
        view={view}
        name={name}
        connection={connections.find(({ id }) => id === lane.connectionId)}
      />
      <SwitchLine laneId={lane.id} name={name} />
    </section>
  );
}

interface TurnProps {
  readonly row: TurnRow;
  readonly index: number;
  readonly lanes: readonly LaneView[];
  readonly names: ReadonlyMap<LaneId, string>;
  readonly firstRows: readonly number[];
  readonly pin: PinCell;
}

function Turn({ row, index, lanes, names, firstRows, pin }: TurnProps) {
  const words = text.chat.lanes;
  const [first] = lanes;
  // A turn that all lanes have in common down to its last message needs no cells.
  const common = row.cells.every((cell) => cell?.length === 0);
  return (
    <>
      {row.shared.length > 0 && first !== undefined && (
        <div className="turn-shared" role="group" aria-label={words.shared} data-lane={first.lane.id}>
          <Messages laneId={first.lane.id} items={row.shared} />
        </div>
      )}
      {!common && (
        <div className="turn-cells">
          {lanes.map(({ lane, hasMore }, place) => {
            const items = row.cells[place];
            const absent = hasMore && index < (firstRows[place] ?? 0) ? words.unread : words.absent;
            return (
              <div
                key={lane.id}
                className="turn-cell"
                role="group"
                aria-label={names.get(lane.id)}
                data-lane={lane.id}
              >
                {items === undefined ? (
                  <p className="turn-absent">{absent}</p>
                ) : (
                  <div ref={pin} className="turn-answer">
                    <Messages laneId={lane.id} items={items} />
                  </div>
                )}
              </div>
            );
          })}
        </div>
      )}
    </>
  );
}

function Messages({ laneId, items }: { readonly laneId: LaneId; readonly items: readonly PathItem[] }) {
  return items.map(({ key, id, siblingIds }) => (
    <MessageRow key={key} laneId={laneId} id={id} siblingIds={siblingIds} />
  ));
}
