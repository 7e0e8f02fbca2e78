import { useEffect, useState } from 'react';
import { useClient } from '../../../app/WorkspaceContext.ts';
import { useAwsProfiles } from '../fields/useAwsProfiles.ts';
import type { Found, FoundServer } from './offers.ts';

/** What runs or is set up on this computer already; nothing while it is being looked for. */
export function useFound(): Found {
  const client = useClient();
  const profiles = useAwsProfiles();
  const [servers, setServers] = useState<readonly FoundServer[]>([]);
  useEffect(() => {
    let gone = false;
    client.request('connections.discover', {}).then(
      (found) => {
        if (!gone) setServers(found);
      },
      // Nothing is lost: each of them has a form as well.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return { servers, profiles };
}
