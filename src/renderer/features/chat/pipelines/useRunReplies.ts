import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { MessageId } from '../../../../shared/ids.ts';
import type { PipelineRun } from '../../../../shared/pipeline.ts';
import { useChat, useConversation } from '../ChatContext.ts';
import { messageOf } from '../store/conversationState.ts';

/** The replies that a run has now. A long run reaches above what is loaded of its lane; what is missing is read once. */
export function useRunReplies({ steps }: PipelineRun): readonly AssistantMessage[] {
  const { store } = useChat();
  const [read, setRead] = useState<ReadonlyMap<MessageId, AssistantMessage>>(new Map());
  const known = useConversation(
    useShallow((state) =>
      steps.map(({ messageId }) => (messageId === null ? undefined : messageOf(state, messageId))),
    ),
  );
  const missing = steps
    .flatMap(({ messageId }, index) => (messageId !== null && known[index] === undefined ? [messageId] : []))
    .filter((id) => !read.has(id));
  const wanted = missing.join(' ');
  useEffect(() => {
    let gone = false;
    for (const id of wanted.split(' ').filter((part) => part !== '')) {
      // The ids were joined above.
      store.client.request('messages.get', { id: id as MessageId }).then(
        ({ message }) => {
          if (!gone && message.role === 'assistant') setRead((all) => new Map(all).set(message.id, message));
        },
        // What cannot be read is not counted; the run itself says what it waits for.
        () => undefined,
      );
    }
    return () => {
      gone = true;
    };
  }, [store, wanted]);
  return steps.flatMap(({ messageId }, index) => {
    const message = known[index] ?? (messageId === null ? undefined : read.get(messageId));
    return message?.role === 'assistant' ? [message] : [];
  });
}
