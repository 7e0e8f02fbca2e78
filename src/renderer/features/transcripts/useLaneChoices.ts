import { useEffect, useState } from 'react';
import type { Lane } from '../../../shared/conversation.ts';
import type { ConversationId } from '../../../shared/ids.ts';
import { text } from '../../app/text/text.ts';
import { useClient, useModels, useProblems } from '../../app/WorkspaceContext.ts';

/** The value that stands for all lanes in a list of choices. */
export const allLanes = 'all';

/** What can be exported of a conversation: everything, or one lane of several. Empty until it is known. */
export function useLaneChoices(conversationId: ConversationId) {
  const client = useClient();
  const report = useProblems((state) => state.report);
  const lists = useModels((state) => state.lists);
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  useEffect(() => {
    let gone = false;
    client.request('conversations.open', { id: conversationId, limit: 1 }).then(
      (opened) => {
        if (!gone) setLanes(opened.lanes.map(({ lane }) => lane));
      },
      (caught: unknown) => {
        if (!gone) report(caught);
      },
    );
    return () => {
      gone = true;
    };
  }, [client, conversationId, report]);
  const nameOf = ({ connectionId, modelId }: Lane) => {
    if (connectionId === null || modelId === null) return text.transcripts.scope.noModel;
    return lists.get(connectionId)?.models.find((model) => model.id === modelId)?.name ?? modelId;
  };
  return [
    { value: allLanes, label: text.transcripts.scope.all },
    ...lanes.map((lane) => ({ value: lane.id as string, label: text.transcripts.scope.lane(nameOf(lane)) })),
  ];
}
