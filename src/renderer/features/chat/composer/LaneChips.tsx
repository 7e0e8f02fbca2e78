import { Plus, X } from 'lucide-react';
import type { Connection } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { ProviderDot } from '../lane/ProviderDot.tsx';
import { useLaneName } from '../lane/useLaneName.ts';
import type { LaneView } from '../store/conversationState.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';

/** Who will answer the next prompt. */
export function LaneChips({ connections }: { readonly connections: readonly Connection[] }) {
  const { view: chatView } = useChat();
  const lanes = useConversation((state) => state.lanes);
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
  return (
    <li className="composer-chip">
      <ProviderDot provider={connection?.provider} />
      <span className="composer-chip-name">{name}</span>
      {!alone && (
        <button
          type="button"
          className="composer-chip-remove"
          aria-label={text.chat.lane.remove(name)}
          onClick={() => void store.removeLane(view.lane.id)}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </li>
  );
}
