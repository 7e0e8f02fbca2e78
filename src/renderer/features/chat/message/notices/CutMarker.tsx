import { text } from '../../../../app/text/text.ts';
import { useBlind } from '../../compare/blind.ts';
import './notices.css';

interface CutMarkerProps {
  readonly model: string;
  readonly summarised: boolean;
}

/** The line in the conversation above which the last reply of this lane knew nothing, or only a summary. */
export function CutMarker({ model, summarised }: CutMarkerProps) {
  const hidden = useBlind();
  const words = text.chat.replyNotices.cut;
  if (hidden) return null;
  return (
    <p className="cut-marker" role="note">
      <span>{summarised ? words.summarised(model) : words.dropped(model)}</span>
    </p>
  );
}
