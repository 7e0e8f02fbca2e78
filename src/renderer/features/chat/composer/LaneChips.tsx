import { Check, Plus, X } from 'lucide-react';
import type { Connection } from '../../../../shared/connection.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { Tooltip } from '../../../ui/Tooltip.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { ProviderDot } from '../lane/ProviderDot.tsx';
import { useLaneName } from '../lane/useLaneName.ts';
import type { LaneView } from '../store/conversationState.ts';
import { takeLaneOff } from '../store/laneDeeds.ts';
import { targetAll, targetedLanes, toggleTarget } from '../store/targets.ts';
import './laneChips.css';

/** Who will answer the next prompt. A click on a name leaves it out or takes it in; its cross takes it off the tab. */
export function LaneChips({ connections }: { readonly connections: readonly Connection[] }) {
  const { store, view: chatView } = useChat();
  const lanes = useConversation((state) => state.lanes);
  const targeted = useConversation((state) => targetedLanes(state).length);
  const words = text.chat.lanes.target;
  return (
    <div className="composer-chips">
      <ul className="composer-lanes" aria-label={text.chat.composer.answering}>
        {lanes.map((view) => (
          <LaneChip
            key={view.lane.id}
            view={view}
            alone={lanes.length === 1}
            connection={connections.find(({ id }) => id === view.lane.connectionId)}
          />
        ))}
      </ul>
      {targeted < lanes.length && (
        <>
          <span className="composer-targets" role="status">
            {words.count(targeted, lanes.length)}
          </span>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              store.change(targetAll);
            }}
          >
            {words.all}
          </Button>
        </>
      )}
      {lanes.length < maxLanes && (
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          aria-haspopup="dialog"
          onClick={(event) => {
            chatView.setState({ picking: { purpose: { kind: 'add' }, anchor: event.currentTarget } });
          }}
        >
          {text.chat.composer.addModel}
        </Button>
      )}
    </div>
  );
}

interface LaneChipProps {
  readonly view: LaneView;
  readonly alone: boolean;
  readonly connection: Connection | undefined;
}

function LaneChip({ view, alone, connection }: LaneChipProps) {
  const { store } = useChat();
  const name = useLaneName(view.lane);
  if (alone) {
    return (
      <li className="composer-chip">
        <ProviderDot provider={connection?.provider} />
        <span className="composer-chip-name">{name}</span>
      </li>
    );
  }
  return (
    <li className="composer-chip">
      <TargetButton view={view} name={name} connection={connection} />
      <button
        type="button"
        className="composer-chip-remove"
        aria-label={text.chat.lane.remove(name)}
        onClick={() => void takeLaneOff(store, view.lane.id)}
      >
        <X aria-hidden="true" />
      </button>
    </li>
  );
}

interface TargetButtonProps {
  readonly view: LaneView;
  readonly name: string;
  readonly connection: Connection | undefined;
}

/** Whether this lane answers: pressed means yes. Its name stays the model's, so that the state is said by the state alone. */
function TargetButton({ view, name, connection }: TargetButtonProps) {
  const { store } = useChat();
  const { id } = view.lane;
  const on = useConversation((state) => targetedLanes(state).some(({ lane }) => lane.id === id));
  const words = text.chat.lanes.target;
  return (
    <Tooltip label={on ? words.leaveOut(name) : words.takeIn(name)} side="top">
      <button
        type="button"
        className="composer-chip-target"
        aria-pressed={on}
        onClick={() => {
          store.change((state) => toggleTarget(state, id));
        }}
      >
        {on ? <Check aria-hidden="true" /> : <ProviderDot provider={connection?.provider} />}
        <span className="composer-chip-name">{name}</span>
      </button>
    </Tooltip>
  );
}
