import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MessageId } from '../../../../shared/ids.ts';
import { useConversation } from '../ChatContext.ts';
import { blindLabel, useBlind } from './blind.ts';
import type { Turn } from './turnReplies.ts';
import { repliesTo } from './turnReplies.ts';

/** What to call the answers to a turn: their models, or, while names are hidden, the labels of their lanes. */
export function useSourceNames(turn: Turn | null): ReadonlyMap<MessageId, string> {
  const hidden = useBlind();
  const names = useConversation(
    useShallow((state) =>
      repliesTo(state, turn).map(({ laneId, reply }) => {
        if (hidden) return blindLabel(state, laneId);
        return reply.model.modelName;
      }),
    ),
  );
  return useMemo(() => {
    const used = new Map<string, number>();
    return new Map(
      (turn?.places ?? []).map(({ id }, index) => {
        const name = names[index] ?? '';
        const before = used.get(name) ?? 0;
        used.set(name, before + 1);
        // A model that answers twice is told apart by its number.
        return [id, before === 0 ? name : `${name} (${String(before + 1)})`];
      }),
    );
  }, [names, turn]);
}
