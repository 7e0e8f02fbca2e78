import { useEffect, useState } from 'react';
import type { SecretDescription } from '../../../../shared/connection.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import { useClient } from '../../../app/WorkspaceContext.ts';

/** What the keychain holds for a connection that exists; null while there is nothing to say. */
export function useStoredSecret(id: ConnectionId, kind: 'new' | 'edit') {
  const client = useClient();
  const [stored, setStored] = useState<SecretDescription | null>(null);
  useEffect(() => {
    if (kind === 'new') return undefined;
    let gone = false;
    client.request('connections.describeSecret', { id }).then(
      (description) => {
        if (!gone) setStored(description);
      },
      // The keychain's state is told at the top of the window; the form then takes a key anew.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client, id, kind]);
  const forget = async () => {
    await client.request('connections.deleteSecret', { id });
    setStored(null);
  };
  return { stored, forget };
}
