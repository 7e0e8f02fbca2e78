import { text } from '../../../app/text/text.ts';
import { useBlind } from '../compare/blind.ts';
import { useConversationTotal } from './useConversationTotal.ts';

/** The cost of the whole conversation, in the header of a pane that is pointed at. */
export function LaneTotal() {
  const total = useConversationTotal();
  const hidden = useBlind();
  if (hidden || total === null || total.replies === 0) return null;
  const words = text.chat.plan;
  return (
    <span className="lane-total" title={words.spent}>
      <span className="ui-visually-hidden">{words.spent}: </span>
      {words.spentTotal(total)}
    </span>
  );
}
