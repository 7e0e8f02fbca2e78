import { useEffect, useState } from 'react';
import type { Lane } from '../../../../shared/conversation.ts';
import type { ConversationId } from '../../../../shared/ids.ts';
import { useClient, useModels, useProblems } from '../../../app/WorkspaceContext.ts';

/** The lanes of a conversation; empty until they are known. */
export function useLanes(conversationId: ConversationId): readonly Lane[] {
  const client = useClient();
  const report = useProblems((state) => state.report);
  const load = useModels((state) => state.load);
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  useEffect(() => {
    let gone = false;
    client.request('conversations.open', { id: conversationId, limit: 1 }).then(
      (opened) => {
        if (gone) return;
        setLanes(opened.lanes.map(({ lane }) => lane));
        for (const { lane } of opened.lanes) if (lane.connectionId !== null) void load(lane.connectionId);
      },
      (caught: unknown) => {
        if (!gone) report(caught);
      },
    );
    return () => {
      gone = true;
    };
  }, [client, conversationId, load, report]);
  return lanes;
}
