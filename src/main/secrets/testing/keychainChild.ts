/**
 * The other end of `KeychainProcess`: opens the real secret store with the real keytar in this process's D-Bus session and
 * serves its methods to the test that forked it.
 */
import { systemClock } from '../../../shared/clock.ts';
import { toErrorInfo } from '../../../shared/errors.ts';
import type { Logger } from '../../logging/Logger.ts';
import { loadKeytar } from '../KeytarSecretStore.ts';
import { openSecretStore } from '../openSecretStore.ts';
import type { ChildReply, ChildRequest } from './KeychainProcess.ts';

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { store, isHanging } = await openSecretStore({
  clock: systemClock,
  logger: silent,
  loadKeytar,
  timeoutMs: Number(process.argv[2]),
});

function reply(message: ChildReply): void {
  process.send?.(message);
}

async function serve({ id, method, account, value }: ChildRequest): Promise<void> {
  try {
    const result = method === 'set' ? await store.set(account, value) : await store[method](account);
    reply({ kind: 'result', id, result: result ?? null, hanging: isHanging() });
  } catch (caught) {
    reply({ kind: 'error', id, error: toErrorInfo(caught), hanging: isHanging() });
  }
}

process.on('message', (request: ChildRequest) => void serve(request));
reply({ kind: 'open', state: store.state, hanging: isHanging() });
