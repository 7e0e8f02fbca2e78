import { ChevronDown, CircleCheck, Ellipsis, SlidersHorizontal, Square } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import type { LaneView } from '../store/conversationState.ts';
import { growingIn } from '../store/conversationState.ts';
import { setNames } from '../parameters/setNames.ts';
import { standingOf } from './laneState.ts';
import { LaneTotal } from './LaneTotal.tsx';
import { goOnWith } from '../store/laneDeeds.ts';
import { ProviderDot } from './ProviderDot.tsx';
import { useLaneMenu } from './useLaneMenu.tsx';

interface LaneHeaderProps {
  readonly view: LaneView;
  readonly name: string;
  readonly connection: Connection | undefined;
}

/** Who answers in this pane, through which connection, and what can be done about it. */
export function LaneHeader({ view, name, connection }: LaneHeaderProps) {
  const { store, view: chatView } = useChat();
  const chooseRef = useRef<HTMLButtonElement>(null);
  const { id: laneId } = view.lane;
  const alone = useConversation((state) => state.lanes.length < 2);
  const streaming = useConversation((state) => growingIn(state, view) !== undefined);
  const answered = useConversation((state) => standingOf(state, view) === 'done');

  const hidden = useBlind();
  const own = setNames(view.lane.parameters);
  const [pointedAt, setPointedAt] = useState(false);
  const configure = () => {
    // Alone and without values of its own, a lane is all there is: what is set counts for the conversation.
    chatView.setState({ configuring: { laneId: alone && own.length === 0 ? null : laneId } });
  };
  const choose = () => {
    chatView.setState({ picking: { purpose: { kind: 'change', laneId }, anchor: chooseRef.current } });
  };
  const entries = useLaneMenu({ view, name, connection, choose, configure });

  return (
    <header
      className="lane-header"
      onPointerEnter={() => {
        setPointedAt(true);
      }}
      onPointerLeave={() => {
        setPointedAt(false);
      }}
    >
      {hidden ? (
        <span className="lane-model" title={text.compare.blind.hiddenName}>
          <span className="lane-model-name">{name}</span>
        </span>
      ) : (
        <button
          ref={chooseRef}
          type="button"
          className="lane-model"
          aria-haspopup="dialog"
          // The name must hold the words in sight, in their order.
          aria-label={text.chat.lane.chooseModel(
            connection === undefined ? name : `${name} ${connection.name}`,
          )}
          data-lane-model=""
          onClick={choose}
        >
          <ProviderDot provider={connection?.provider} />
          {/* The space is not seen but read: without it the two names would run into one word. */}
          <span className="lane-model-name">{name}</span>{' '}
          {connection !== undefined && <span className="lane-connection">{connection.name}</span>}
          <ChevronDown aria-hidden="true" />
        </button>
      )}
      {own.length > 0 && (
        <IconButton
          size="sm"
          label={text.chat.lane.ownParameters(own)}
          icon={<SlidersHorizontal aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={configure}
        />
      )}
      {pointedAt && !streaming && view.path.length > 0 && <LaneTotal />}
      {!alone && !streaming && answered && (
        <IconButton
          size="sm"
          label={text.chat.lanes.menu.useAnswerOf(name)}
          icon={<CircleCheck aria-hidden="true" />}
          onClick={() => void goOnWith(store, laneId)}
        />
      )}
      {streaming && (
        <span className="lane-state">
          <span className="lane-streaming">{text.chat.lane.streaming}</span>
          {!alone && (
            <IconButton
              size="sm"
              label={text.chat.lane.stop(name)}
              icon={<Square aria-hidden="true" />}
              onClick={() => void store.stop(laneId)}
            />
          )}
        </span>
      )}
      <Menu
        align="end"
        entries={entries}
        trigger={
          <IconButton size="sm" label={text.chat.lane.menu(name)} icon={<Ellipsis aria-hidden="true" />} />
        }
      />
    </header>
  );
}
