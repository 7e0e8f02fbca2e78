import { useEffect } from 'react';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { MessageId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { text } from '../../../app/text/text.ts';
import { useAnnounce } from '../../../ui/LiveRegion.tsx';
import { useWorkspace } from '../../../app/WorkspaceContext.ts';
import { useChat } from '../ChatContext.ts';
import { blindLabel, isHidden } from '../compare/blind.ts';
import type { ConversationState } from '../store/conversationState.ts';
import { endOfSentences, spokenText } from './sentences.ts';

/** How often sentences are handed on while a reply grows, in milliseconds. */
const interval = 1500;

/** `label`: what the lane is called while names are hidden, else null. */
function endOf(message: AssistantMessage, label: string | null): string {
  const name = label ?? message.model.modelName;
  if (message.status === 'error' && message.error !== null) {
    const cause = label === null ? describeError(message.error).title : text.compare.blind.failed;
    return text.chat.spoken.failed(name, cause);
  }
  return message.status === 'cancelled' ? text.chat.spoken.stopped(name) : text.chat.spoken.finished(name);
}

/** What is to be said of the replies since the last time. With several lanes only their ends are told: voices do not mix. */
class Speaker {
  /** The replies that are being followed, and how much of each has been said. */
  readonly #said = new Map<MessageId, number>();

  next(state: ConversationState, hidden: boolean): string {
    const { live, messages, lanes } = state;
    const sentences: string[] = [];
    for (const [id, reply] of live) {
      const from = this.#said.get(id) ?? 0;
      const body = lanes.length === 1 ? plainText(reply.message.parts) : '';
      const end = endOfSentences(body, from);
      this.#said.set(id, end);
      sentences.push(spokenText(body.slice(from, end)));
    }
    for (const [id, from] of this.#said) {
      const message = messages.get(id);
      if (live.has(id)) continue;
      this.#said.delete(id);
      if (message?.role !== 'assistant') continue;
      if (lanes.length === 1) sentences.push(spokenText(plainText(message.parts).slice(from)));
      sentences.push(endOf(message, hidden ? blindLabel(state, message.laneId) : null));
    }
    return sentences.filter((sentence) => sentence !== '').join(' ');
  }
}

/** Reads the growing reply to those who listen: whole sentences, and that it has ended. Draws nothing. */
export function SpokenReplies() {
  const { store } = useChat();
  const { votes } = useWorkspace();
  const announce = useAnnounce();
  useEffect(() => {
    const speaker = new Speaker();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const speak = () => {
      timer = null;
      const state = store.state.getState();
      const words = speaker.next(state, isHidden(state, votes.getState().votes));
      if (words !== '') announce(words);
    };
    const stop = store.state.subscribe((state, before) => {
      if (state.live === before.live) return;
      timer ??= setTimeout(speak, interval);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [announce, store, votes]);
  return null;
}
