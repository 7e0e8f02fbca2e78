import { Undo2 } from 'lucide-react';
import { text } from '../../../app/text/text.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useChat, useConversation } from '../ChatContext.ts';
import type { TakenOff } from '../store/conversationState.ts';
import { bringLanesBack, dismissTakenOff } from '../store/laneDeeds.ts';
import { useLaneName } from './useLaneName.ts';

/** What was just taken off the screen, and the way back. */
export function TakenOffNotice() {
  const takenOff = useConversation((state) => state.takenOff);
  return takenOff === null ? null : <UndoBanner takenOff={takenOff} />;
}

function UndoBanner({ takenOff }: { readonly takenOff: TakenOff }) {
  const { store, commands } = useChat();
  const words = text.chat.lanes.takenOff;
  return (
    <Banner
      tone="info"
      shape="bar"
      role="status"
      actions={
        <>
          <Button
            size="sm"
            icon={<Undo2 />}
            onClick={() => {
              commands.focusComposer();
              void bringLanesBack(store);
            }}
          >
            {words.undo}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              commands.focusComposer();
              dismissTakenOff(store);
            }}
          >
            {words.dismiss}
          </Button>
        </>
      }
    >
      <TakenOffWords takenOff={takenOff} />
    </Banner>
  );
}

function TakenOffWords({ takenOff }: { readonly takenOff: TakenOff }) {
  const kept = useConversation((state) => state.lanes.find(({ lane }) => lane.id === takenOff.kept));
  const named = kept ?? takenOff.lanes[0];
  return named === undefined ? null : (
    <Sentence lane={named.lane} takenOff={takenOff} alone={kept !== undefined} />
  );
}

interface SentenceProps {
  readonly lane: TakenOff['lanes'][number]['lane'];
  readonly takenOff: TakenOff;
  readonly alone: boolean;
}

function Sentence({ lane, takenOff, alone }: SentenceProps) {
  const name = useLaneName(lane);
  const words = text.chat.lanes.takenOff;
  return alone ? words.others(name, takenOff.lanes.length) : words.one(name);
}
