import type { ConversationId } from '../../shared/ids.ts';
import type { RouteOutput } from '../../shared/ipc/routes.ts';
import { plainText } from '../../shared/stream.ts';
import type { History } from '../history/History.ts';

/** Replies of a conversation that are compared at most; the newest. */
const mostReplies = 5000;

/** The figures of a conversation's replies, newest first, without their texts. */
export async function replyFigures(
  history: Pick<History, 'listReplies'>,
  id: ConversationId,
): Promise<RouteOutput<'compare.figures'>> {
  const replies = await history.listReplies(id, mostReplies);
  return replies.map((reply) => ({
    id: reply.id,
    turnId: reply.turnId,
    laneId: reply.laneId,
    createdAt: reply.createdAt,
    status: reply.status,
    model: reply.model,
    usage: reply.usage,
    ...(reply.cost === undefined ? {} : { cost: reply.cost }),
    timing: reply.timing,
    stopReason: reply.stopReason,
    characters: plainText(reply.parts).length,
  }));
}
