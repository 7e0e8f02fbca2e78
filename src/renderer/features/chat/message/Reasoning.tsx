import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MessagePart } from '../../../../shared/stream.ts';
import { text } from '../../../app/text/text.ts';
import { Markdown } from '../../../rendering/markdown/Markdown.tsx';

interface ReasoningProps {
  readonly part: Extract<MessagePart, { type: 'reasoning' }>;
  readonly growing: boolean;
  readonly tokens: number | undefined;
}

/** How long something lasted that was seen from its start to its end, in milliseconds; null for what was not watched. */
function useWatchedDuration(active: boolean): number | null {
  const since = useRef<number | null>(null);
  const [duration, setDuration] = useState<number | null>(null);
  useEffect(() => {
    if (active) {
      since.current ??= performance.now();
    } else if (since.current !== null) {
      setDuration(performance.now() - since.current);
      since.current = null;
    }
  }, [active]);
  return duration;
}

/** What the model thought before it spoke, folded away. The length of a thought is known only where it was watched. */
export function Reasoning({ part, growing, tokens }: ReasoningProps) {
  const [open, setOpen] = useState(false);
  const duration = useWatchedDuration(growing);
  const words = text.chat.reasoning;
  const settled = duration === null ? words.thoughts : words.thoughtFor(duration);
  return (
    <details
      className="message-reasoning"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <ChevronRight aria-hidden="true" />
        {growing ? words.thinking : settled}
        {!growing && tokens !== undefined && tokens > 0 && (
          <span className="message-note">{text.chat.footer.tokens(tokens)}</span>
        )}
      </summary>
      {open && (
        <div className="message-thoughts">
          {part.kind === 'summary' && <p className="message-note">{words.summary}</p>}
          <Markdown text={part.text} streaming={growing} />
        </div>
      )}
    </details>
  );
}
