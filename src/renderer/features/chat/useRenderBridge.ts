import { useMemo } from 'react';
import type { Client } from '../../app/client.ts';
import type { RenderActions } from '../../rendering/RenderActions.ts';

/** What rendered text may do in a chat: open a link through main, which asks first, and fill the clipboard. */
export function useRenderBridge(client: Client): RenderActions {
  return useMemo(
    () => ({
      openLink: (url, linkText) => {
        // A refused link opens nothing, and main has said so in its own dialog.
        client.request('links.open', { url, text: linkText.slice(0, 2000) }).catch(() => undefined);
      },
      copy: (words) => navigator.clipboard.writeText(words),
    }),
    [client],
  );
}
