import type { Connection } from '../../../../shared/connection.ts';
import { EmptyLane } from './EmptyLane.tsx';
import { LaneHeader } from './LaneHeader.tsx';
import { MessageList } from '../list/MessageList.tsx';
import type { LaneView } from '../store/conversationState.ts';
import { useLaneName } from './useLaneName.ts';
import './lane.css';

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
        <MessageList key={view.lane.id} view={view} />
      )}
    </section>
  );
}
