import { lazy, Suspense } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { EmptyLane } from './EmptyLane.tsx';
import { LaneHeader } from './LaneHeader.tsx';
import { SwitchLine } from './SwitchLine.tsx';
import type { LaneView } from '../store/conversationState.ts';
import { useLaneName } from './useLaneName.ts';
import './lane.css';

/** Messages bring Markdown and the long list along; the first paint of an empty chat does without. */
const MessageList = lazy(async () => ({ default: (await import('../list/MessageList.tsx')).MessageList }));

interface LanePaneProps {
  readonly view: LaneView;
  readonly connections: readonly Connection[];
}

/** One model's side of the conversation. */
export function LanePane({ view, connections }: LanePaneProps) {
  const name = useLaneName(view.lane);
  const connection = connections.find(({ id }) => id === view.lane.connectionId);
  return (
    <section className="lane" aria-label={name} data-lane={view.lane.id}>
      <LaneHeader view={view} name={name} connection={connection} />
      {view.path.length === 0 ? (
        <EmptyLane name={name} lane={view.lane} connection={connection} />
      ) : (
        <Suspense
          fallback={
            <div className="chat-waiting">
              <Skeleton label={text.chat.loading} lines={[40, 90, 75]} />
            </div>
          }
        >
          <MessageList key={view.lane.id} view={view} />
        </Suspense>
      )}
      <SwitchLine laneId={view.lane.id} name={name} />
    </section>
  );
}
