import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { ConversationState, LaneView } from '../store/conversationState.ts';
import { messageOf } from '../store/conversationState.ts';

/** How it stands with a lane, in one word. */
export type LaneStanding = 'empty' | 'asked' | 'streaming' | 'done' | 'stopped' | 'failed' | 'interrupted';

/** Characters of a reply's end that a strip shows at most: three short lines. */
const tailLength = 80;

/** The last reply on a lane's path, growing or settled; undefined where there is none. */
export function lastReplyOf(state: ConversationState, { path }: LaneView): AssistantMessage | undefined {
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const item = path[index];
    const message = item === undefined ? undefined : messageOf(state, item.id);
    if (message?.role === 'assistant') return message;
  }
  return undefined;
}

const standings = {
  streaming: 'streaming',
  done: 'done',
  cancelled: 'stopped',
  error: 'failed',
  interrupted: 'interrupted',
} as const satisfies Record<AssistantMessage['status'], LaneStanding>;

/** How it stands with a lane. */
export function standingOf(state: ConversationState, view: LaneView): LaneStanding {
  const last = view.path.at(-1);
  if (last === undefined) return 'empty';
  const message = messageOf(state, last.id);
  return message?.role === 'assistant' ? standings[message.status] : 'asked';
}

/** The last words of a lane's last reply. Looks at its end only, so a long reply costs no more than a short one. */
export function lastWordsOf(state: ConversationState, view: LaneView): string {
  const said = lastReplyOf(state, view)?.parts.findLast(({ type }) => type !== 'reasoning')?.text ?? '';
  // Twice as much, because runs of spaces and line breaks are one space here.
  const tail = said
    .slice(-2 * tailLength)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (tail.length <= tailLength && said.length <= 2 * tailLength) return tail;
  const end = tail.slice(-tailLength);
  return `…${end.slice(end.indexOf(' ') + 1)}`;
}
