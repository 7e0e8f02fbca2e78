import { useCallback, useEffect, useState } from 'react';
import type { ConversationId } from '../../../shared/ids.ts';
import type { ConversationSummary } from '../../../shared/ipc/routes.ts';
import { useClient, useProblems } from '../../app/WorkspaceContext.ts';

const pageSize = 200;

/** The conversations in the trash, read while the trash is in sight and kept true by main's events. */
export function useTrash() {
  const client = useClient();
  const report = useProblems((state) => state.report);
  const [summaries, setSummaries] = useState<readonly ConversationSummary[] | null>(null);
  const [hasMore, setHasMore] = useState(false);

  const load = useCallback(
    async (before: number | null) => {
      try {
        const page = await client.request('conversations.list', { trashed: true, before, limit: pageSize });
        setSummaries((known) => (before === null ? page : [...(known ?? []), ...page]));
        setHasMore(page.length >= pageSize);
      } catch (caught) {
        report(caught);
      }
    },
    [client, report],
  );

  useEffect(() => {
    void load(null);
    const drop = (id: ConversationId) => {
      setSummaries((known) => known?.filter((summary) => summary.conversation.id !== id) ?? null);
    };
    const stops = [
      client.on('conversation.removed', ({ id }) => {
        drop(id);
      }),
      client.on('conversation.changed', ({ summary }) => {
        drop(summary.conversation.id);
        if (summary.conversation.trashedAt !== null) setSummaries((known) => [summary, ...(known ?? [])]);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, load]);

  return {
    /** Null until the first answer is here. */
    summaries,
    hasMore,
    loadMore: () => void load(summaries?.at(-1)?.conversation.updatedAt ?? null),
    restore: (id: ConversationId) => {
      client.request('conversations.restore', { id }).catch(report);
    },
    purge: (id: ConversationId) => {
      client.request('conversations.purge', { id }).catch(report);
    },
  };
}
