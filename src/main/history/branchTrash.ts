/** Throwing a branch away and bringing it back: what happens to the lanes that ended in it. Each runs in one transaction. */
import { AppError } from '../../shared/errors.ts';
import type { ConversationId, MessageId } from '../../shared/ids.ts';
import type { TrashedBranch } from '../../shared/tree.ts';
import type { Repositories } from './repositories/openRepositories.ts';
import { notFound } from './stored.ts';

type Stored = Pick<Repositories, 'branches' | 'messages' | 'lanes'>;

/** Lanes that end in the branch go on at the nearest sibling's newest leaf, or else end at the parent. */
export function trashBranch(
  { branches, messages, lanes }: Stored,
  rootId: MessageId,
  now: number,
): TrashedBranch {
  const { conversationId, parentId } = messages.get(rootId);
  if (branches.rootOf(rootId) !== null) throw notFound('message');
  if (branches.isStreaming(rootId, conversationId)) {
    throw new AppError('chat/busy', 'A reply is still streaming in this branch.', { retryable: true });
  }
  const ending = lanes
    .list(conversationId)
    .filter(({ headId }) => headId !== null && branches.isWithin(headId, rootId));
  const sibling = messages.nearestSibling(rootId);
  branches.mark({ id: rootId, conversationId });
  const heads = ending.map((lane) => {
    const leftAt = sibling === null ? parentId : messages.newestLeaf(sibling, lane);
    lanes.update({ ...lane, headId: leftAt }, now);
    return { laneId: lane.id, headId: lane.headId, leftAt };
  });
  branches.insert({ id: rootId, conversationId }, heads, now);
  return branches.get(rootId);
}

/**
 * Brings a branch back, and before it the branches of the trash that it hangs on. A lane that stands where it was left ends in the
 * branch again; one that has gone on since stays where it is.
 */
export function restoreBranch(stored: Stored, rootId: MessageId, now: number): ConversationId {
  const { branches, messages, lanes } = stored;
  const { conversationId, parentId } = messages.get(rootId);
  const above = parentId === null ? null : branches.rootOf(parentId);
  if (above !== null) restoreBranch(stored, above, now);
  const heads = new Map(branches.restore(rootId).map((head) => [head.laneId, head]));
  for (const lane of lanes.list(conversationId)) {
    const head = heads.get(lane.id);
    if (head !== undefined && lane.headId === head.leftAt)
      lanes.update({ ...lane, headId: head.headId }, now);
  }
  return conversationId;
}
