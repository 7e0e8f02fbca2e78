import { useCallback, useEffect, useState } from 'react';
import type { MessageId } from '../../../shared/ids.ts';
import type { TrashedBranch } from '../../../shared/tree.ts';
import { useClient, useProblems } from '../../app/WorkspaceContext.ts';

/** The branches in the trash, read while the trash is in sight, and again whenever a conversation's branches change. */
export function useTrashedBranches() {
  const client = useClient();
  const report = useProblems((state) => state.report);
  const [branches, setBranches] = useState<readonly TrashedBranch[]>([]);

  const load = useCallback(async () => {
    try {
      setBranches(await client.request('branches.listTrashed', {}));
    } catch (caught) {
      report(caught);
    }
  }, [client, report]);

  useEffect(() => {
    void load();
    const stops = (['conversation.moved', 'conversation.removed'] as const).map((name) =>
      client.on(name, () => void load()),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, load]);

  const then = async (deed: Promise<unknown>): Promise<boolean> => {
    try {
      await deed;
      await load();
      return true;
    } catch (caught) {
      report(caught);
      return false;
    }
  };
  return {
    branches,
    /** Brings a branch back; false when main refused, which has been told then. */
    restore: (rootId: MessageId) => then(client.request('branches.restore', { rootId })),
    purge: (rootId: MessageId) => then(client.request('branches.purge', { rootId })),
  };
}
