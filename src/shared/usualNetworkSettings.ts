/** Apart from the schemas of `network.ts`, so that the window can hold it too. */
import type { NetworkSettings } from './network.ts';

/** What holds until a person says otherwise: the system's proxy, the bundled authorities. */
export const usualNetworkSettings: NetworkSettings = {
  proxy: { kind: 'system' },
  systemTrust: false,
  extraAuthority: null,
};
