import type { NetworkService } from '../../network/NetworkService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function networkHandlers(network: NetworkService): HandlersOf<'network'> {
  return {
    'network.chooseAuthority': () => network.chooseAuthority(),
    'network.setProxyPassword': async ({ credentials }) => {
      await network.setProxyPassword(credentials);
      return {};
    },
  };
}
