import type { AssistantMessage } from '../../../../shared/conversation.ts';
import { text } from '../../../app/text/text.ts';

/** Says quietly that a model has not written all of a reply's words. */
export function OriginNote({ origin }: { readonly origin: AssistantMessage['origin'] }) {
  if (origin === undefined) return null;
  return <span className="message-note">{text.chat.branches.origin[origin.kind]}</span>;
}
