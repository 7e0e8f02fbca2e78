import type { History } from '../../history/History.ts';
import { replyFigures } from '../../votes/replyFigures.ts';
import type { VoteService } from '../../votes/VoteService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function compareHandlers(
  votes: VoteService,
  history: Pick<History, 'listReplies'>,
): HandlersOf<'compare' | 'votes'> {
  return {
    'compare.figures': ({ conversationId }) => replyFigures(history, conversationId),
    'votes.put': async (vote) => {
      await votes.put(vote);
      return {};
    },
    'votes.delete': async ({ id }) => {
      await votes.delete(id);
      return {};
    },
    'votes.list': () => votes.list(),
    'votes.export': ({ tag }) => votes.export(tag),
  };
}
