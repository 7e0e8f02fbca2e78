import { Coins, Rocket, TextQuote, Zap } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import type { MessageId } from '../../../../shared/ids.ts';
import { text } from '../../../app/text/text.ts';
import { useConversation } from '../ChatContext.ts';
import { useBlind } from '../compare/blind.ts';
import type { Mark } from './marks.ts';
import { marksIn } from './marks.ts';
import './marks.css';

const icons: Readonly<Record<Mark, typeof Zap>> = {
  'first-words': Zap,
  fastest: Rocket,
  cheapest: Coins,
  longest: TextQuote,
};

const none: readonly Mark[] = [];

/** In what a reply stands out among the replies to its turn, in a word each. */
export function MarkList({ id }: { readonly id: MessageId }) {
  const marks = useConversation(useShallow((state) => marksIn(state).get(id) ?? none));
  const hidden = useBlind();
  const words = text.chat.lanes;
  if (hidden || marks.length === 0) return null;
  return (
    <ul className="message-marks" aria-label={words.marks.label}>
      {marks.map((mark) => {
        const Icon = icons[mark];
        return (
          <li key={mark} title={words.markHints[mark]}>
            <Icon aria-hidden="true" />
            {words.marks[mark]}
          </li>
        );
      })}
    </ul>
  );
}
