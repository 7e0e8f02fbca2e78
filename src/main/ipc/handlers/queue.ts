import type { QueueService } from '../../queue/QueueService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function queueHandlers(queues: QueueService): HandlersOf<'queue'> {
  return {
    'queue.add': (input) => queues.add(input),
    'queue.edit': (input) => queues.edit(input),
    'queue.withdraw': (input) => queues.withdraw(input),
    'queue.steer': (input) => queues.steer(input),
    'queue.resume': (input) => queues.resume(input),
    'queue.read': (input) => queues.read(input),
    'queue.clear': async (input) => {
      await queues.clear(input);
      return {};
    },
  };
}
