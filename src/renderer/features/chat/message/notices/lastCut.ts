import type { LaneId } from '../../../../../shared/ids.ts';
import type { Notice } from '../../../../../shared/stream.ts';
import type { ConversationState } from '../../store/conversationState.ts';
import { laneOf, messageOf } from '../../store/conversationState.ts';

/** Where the context of a lane's last reply began. */
export interface LastCut {
  readonly firstKeptId: string;
  readonly model: string;
  readonly summarised: boolean;
}

/** Replies at the end of a path that are looked at: the last may still be on its way. */
const lookedAt = 3;

const isCut = (notice: Notice) => notice.kind === 'context-cut';

/** The cut that the newest reply of a lane was made with, or null when that reply knew everything. */
export function lastCut(state: ConversationState, laneId: LaneId): LastCut | null {
  const path = laneOf(state, laneId)?.path ?? [];
  for (const { id } of path.slice(-lookedAt).toReversed()) {
    const message = messageOf(state, id);
    if (message?.role !== 'assistant') continue;
    const cut = message.notices?.findLast(isCut);
    if (cut === undefined) return null;
    return { firstKeptId: cut.firstKeptId, model: message.model.modelName, summarised: cut.summarised };
  }
  return null;
}
