/**
 * Where the lanes of a tab stand: in columns (up to four wide, then the row scrolls), in a grid, or one large with the others
 * as strips. Under one scroller where they scroll together; the focus layout shows one list only, so there each is its own.
 */
import { lazy, Suspense } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import type { LaneView } from '../store/conversationState.ts';
import { showLanes, viewOf } from '../store/laneDeeds.ts';
import { LanePane } from './LanePane.tsx';
import { LaneStrip } from './LaneStrip.tsx';
import './layout.css';

/** The turns of all lanes bring Markdown and the long list along; the first paint does without. */
const TurnList = lazy(async () => ({ default: (await import('../list/TurnList.tsx')).TurnList }));

interface LaneLayoutProps {
  readonly lanes: readonly LaneView[];
  readonly connections: readonly Connection[];
}

/** All lanes of the tab, as its conversation says that they are shown. */
export function LaneLayout({ lanes, connections }: LaneLayoutProps) {
  const view = useConversation(viewOf);
  const said = lanes.some(({ path }) => path.length > 0);
  if (lanes.length > 1 && view.layout === 'focus') {
    return <FocusedLanes lanes={lanes} connections={connections} />;
  }
  if (lanes.length > 1 && view.scrolling === 'synced' && said) {
    return (
      <Suspense
        fallback={
          <div className="chat-waiting">
            <Skeleton label={text.chat.loading} lines={[40, 90, 75]} />
          </div>
        }
      >
        <TurnList lanes={lanes} connections={connections} layout={view.layout} />
      </Suspense>
    );
  }
  return (
    <div className="lane-layout-box">
      <div className="chat-lanes" data-layout={view.layout} data-count={lanes.length}>
        {lanes.map((lane) => (
          <LanePane key={lane.lane.id} view={lane} connections={connections} />
        ))}
      </div>
    </div>
  );
}

function FocusedLanes({ lanes, connections }: LaneLayoutProps) {
  const { store } = useChat();
  const focusedId = useConversation((state) => viewOf(state).focusedLaneId);
  const large = lanes.find(({ lane }) => lane.id === focusedId) ?? lanes[0];
  return (
    <div className="lane-layout-box">
      <div className="lane-focus">
        <div className="lane-large">
          {large !== undefined && <LanePane key={large.lane.id} view={large} connections={connections} />}
        </div>
        <nav className="lane-strips" aria-label={text.chat.lanes.strips}>
          <ul>
            {lanes
              .filter((view) => view !== large)
              .map((view) => (
                <LaneStrip
                  key={view.lane.id}
                  view={view}
                  connection={connections.find(({ id }) => id === view.lane.connectionId)}
                  onShow={() => void showLanes(store, { focusedLaneId: view.lane.id })}
                />
              ))}
          </ul>
        </nav>
      </div>
    </div>
  );
}
