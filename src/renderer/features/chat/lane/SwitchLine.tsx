import { ArrowRightLeft, X } from 'lucide-react';
import type { LaneId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import { dismissSwitch } from '../store/modelDeeds.ts';

interface SwitchLineProps {
  readonly laneId: LaneId;
  readonly name: string;
}

/** What the model that was just chosen will not get of the conversation, until something is sent. */
export function SwitchLine({ laneId, name }: SwitchLineProps) {
  const { store } = useChat();
  const report = useConversation((state) => state.switches.get(laneId));
  const hidden = useBlind();
  const words = text.chat.plan;
  const sentence = report === undefined ? null : words.switched(name, report);
  if (hidden || sentence === null) return null;
  return (
    <p className="lane-switch" role="status">
      <ArrowRightLeft aria-hidden="true" />
      <span>{sentence}</span>
      <IconButton
        size="sm"
        label={words.dismissSwitch}
        icon={<X aria-hidden="true" />}
        onClick={() => {
          dismissSwitch(store, laneId);
        }}
      />
    </p>
  );
}
