import { systemClock } from '../../shared/clock.ts';
import { usualNetworkSettings } from '../../shared/usualNetworkSettings.ts';
import { createNetwork } from './createNetwork.ts';
import type { Network } from './Network.ts';

/** The way without a proxy, trusting the bundled authorities: for work that no person's settings are about, such as tests. */
export const directNetwork: Network = createNetwork({
  settings: () => ({ ...usualNetworkSettings, proxy: { kind: 'none' } }),
  proxyPassword: async () => null,
  resolveSystemProxy: async () => 'DIRECT',
  findSystemScript: async () => null,
  environment: {},
  pacWorker: new URL('./pacWorker.ts', import.meta.url),
  clock: systemClock,
  onSecret: () => undefined,
  onSystemTrustMissing: () => undefined,
});
