import type { Network } from './Network.ts';

/** The way without a proxy, trusting the bundled authorities: what is used where nothing was set. */
export const directNetwork: Network = {
  fetch: async (url, { trace: _trace, ...request } = {}) => fetch(url, { redirect: 'manual', ...request }),
  agentFor: async () => null,
};
