import { useEffect, useState } from 'react';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';

export type AwsProfiles = RouteOutput<'connections.awsProfiles'>;

/** The profiles of this user; none while they are being read, and none where they cannot be. */
export function useAwsProfiles(): AwsProfiles {
  const client = useClient();
  const [profiles, setProfiles] = useState<AwsProfiles>([]);
  useEffect(() => {
    let gone = false;
    client.request('connections.awsProfiles', {}).then(
      (found) => {
        if (!gone) setProfiles(found);
      },
      // Without the list a name can still be typed.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return profiles;
}
