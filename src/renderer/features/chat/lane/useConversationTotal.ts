import { useEffect, useState } from 'react';
import type { Total } from '../../../../shared/money.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { useChat } from '../ChatContext.ts';

/** What a conversation has cost so far; null until main has answered. Asked anew whenever it is mounted. */
export function useConversationTotal(): Total | null {
  const { store } = useChat();
  const client = useClient();
  const [total, setTotal] = useState<Total | null>(null);
  useEffect(() => {
    let shown = true;
    client.request('costs.conversation', { id: store.id }).then(
      (answer) => {
        if (shown) setTotal(answer);
      },
      // Without an answer there is nothing to say, and nothing that a person could do about it.
      () => undefined,
    );
    return () => {
      shown = false;
    };
  }, [client, store]);
  return total;
}
