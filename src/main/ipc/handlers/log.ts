import type { Logger } from '../../logging/Logger.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function logHandlers(logger: Logger): HandlersOf<'log'> {
  return {
    'log.report': async ({ message, stack }) => {
      logger.warn('A defect in the window.', { message, stack });
      return {};
    },
  };
}
