import type { Clock } from '../../shared/clock.ts';
import type { RouteParsedInput } from '../../shared/ipc/routes.ts';
import type { History } from '../history/History.ts';
import type { Logger } from '../logging/Logger.ts';

export interface NamingOptions {
  readonly history: Pick<History, 'listLanes' | 'getConversation' | 'updateConversation'>;
  /** The automatic title of a conversation that begins with these words. */
  readonly titleFrom: (prompt: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Gives a conversation that begins with a run its automatic title. Failing at it must not cost the run. */
export async function nameConversation(
  { conversationId, input }: RouteParsedInput<'pipelines.start'>,
  { history, titleFrom, clock, logger }: NamingOptions,
): Promise<void> {
  try {
    const [lanes, { conversation }] = await Promise.all([
      history.listLanes(conversationId),
      history.getConversation(conversationId),
    ]);
    const title = titleFrom(input);
    const isFirst = lanes.every(({ headId }) => headId === null);
    if (title === '' || !isFirst || conversation.titleSource !== 'auto') return;
    await history.updateConversation(conversationId, { title }, clock.now());
  } catch (caught) {
    logger.error('A conversation could not be named.', caught);
  }
}
