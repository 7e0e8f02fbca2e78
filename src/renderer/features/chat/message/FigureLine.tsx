import type { AssistantMessage } from '../../../../shared/conversation.ts';
import { text } from '../../../app/text/text.ts';
import { useBlind } from '../compare/blind.ts';
import { figuresOf } from './figures.ts';

/** What is said of a reply's cost: nothing where nothing was used, and never 0 for what is unknown. */
export function costText({
  cost,
  usage,
  model,
}: Pick<AssistantMessage, 'cost' | 'usage' | 'model'>): string | null {
  const words = text.chat.footer;
  // The demo model is built in and costs nothing, so its price is no question.
  if (usage === null || model.provider === 'demo') return null;
  if (cost === undefined) return words.unknownCost;
  return cost.estimated ? words.estimatedCost(cost.usd) : words.cost(cost.usd);
}

/** A reply in numbers: `0.9 s · 84 tok/s · 142 tokens · $0.0042`. */
export function FigureLine({ message }: { readonly message: AssistantMessage }) {
  const { firstTokenMs, tokensPerSecond, outputTokens } = figuresOf(message);
  const hidden = useBlind();
  const words = text.chat.footer;
  const tokens = message.usage?.estimated === true ? words.estimatedTokens : words.tokens;
  const parts = [
    firstTokenMs === null ? null : words.firstToken(firstTokenMs),
    tokensPerSecond === null ? null : words.speed(tokensPerSecond),
    outputTokens === null ? null : tokens(outputTokens),
    costText(message),
  ].filter((part) => part !== null);
  if (hidden || parts.length === 0) return null;
  return <span className="message-figures">{parts.join(' · ')}</span>;
}
