import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { useConversation } from '../ChatContext.ts';
import type { LaneView } from '../store/conversationState.ts';
import { lastWordsOf, standingOf } from './laneState.ts';
import { ProviderDot } from './ProviderDot.tsx';
import { useLaneName } from './useLaneName.ts';

interface LaneStripProps {
  readonly view: LaneView;
  readonly connection: Connection | undefined;
  readonly onShow: () => void;
}

/** A lane that is not looked at: its name, how it stands with it, and its last words. A click makes it the large one. */
export function LaneStrip({ view, connection, onShow }: LaneStripProps) {
  const name = useLaneName(view.lane);
  const standing = useConversation((state) => standingOf(state, view));
  const words = useConversation((state) => lastWordsOf(state, view));
  const state = text.chat.lanes.states[standing];
  return (
    <li>
      <button
        type="button"
        className="lane-strip"
        title={text.chat.lanes.show(name)}
        data-lane={view.lane.id}
        data-standing={standing}
        onClick={onShow}
      >
        <span className="lane-strip-head">
          <ProviderDot provider={connection?.provider} />
          {/* The spaces are not seen but read: without them the words would run into one. */}
          <span className="lane-strip-name">{name}</span> <span className="lane-strip-state">{state}</span>
        </span>{' '}
        {words !== '' && (
          <span className="lane-strip-words" dir="auto">
            {words}
          </span>
        )}
      </button>
    </li>
  );
}
