/** Bringing answers together: one more lane beside the others, and a prompt in it that names the replies it is made from. */
import { newId } from '../../../../shared/ids.ts';
import type { LaneId, MessageId, TurnId } from '../../../../shared/ids.ts';
import { plainText } from '../../../../shared/stream.ts';
import { maxLanes } from '../../../../shared/workspaceLimits.ts';
import { text } from '../../../app/text/text.ts';
import { withLanePage, withoutLane } from '../store/conversationState.ts';
import type { ConversationStore, ModelChoice } from '../store/ConversationStore.ts';
import { confirmPending } from '../store/pendingPrompt.ts';
import type { LaneReply } from './turnReplies.ts';

/** What stands for the answers in the prompt of a synthesis. */
export const answersMark = '{{answers}}';

/** The prompt with the answers in it, each under its name. */
export function synthesisPrompt(
  template: string,
  sources: readonly LaneReply[],
  names: ReadonlyMap<MessageId, string>,
): string {
  const answers = sources
    .map(
      ({ reply }) =>
        `${text.compare.synthesis.heading(names.get(reply.id) ?? '')}\n\n${plainText(reply.parts)}`,
    )
    .join('\n\n');
  // A function, because `$` in an answer means nothing.
  return template.replaceAll(answersMark, () => answers);
}

interface Synthesis {
  readonly choice: ModelChoice;
  /** At least one. */
  readonly sources: readonly LaneReply[];
  readonly prompt: string;
}

/** Puts a lane for the synthesis beside the others, where there is room, and gives the lane that it is to be written in. */
async function laneFor(store: ConversationStore, { choice, sources }: Synthesis): Promise<LaneId | null> {
  const [first] = sources;
  if (first === undefined) return null;
  if (store.state.getState().lanes.length >= maxLanes) return first.laneId;
  const page = await store.client.request('lanes.add', {
    id: newId<LaneId>(),
    conversationId: store.id,
    choice,
    from: first.reply.id,
  });
  store.change((state) => withLanePage(state, page));
  return page.lane.id;
}

/**
 * Sends the synthesis. Gives the lane and the prompt in it. Rejects with `RequestError`; then no lane was added.
 */
export async function synthesise(
  store: ConversationStore,
  synthesis: Synthesis,
): Promise<{ readonly laneId: LaneId; readonly messageId: MessageId } | null> {
  const known = new Set(store.state.getState().lanes.map(({ lane }) => lane.id));
  const laneId = await laneFor(store, synthesis);
  if (laneId === null) return null;
  const turnId = newId<TurnId>();
  try {
    const answer = await store.client.request('chat.send', {
      conversationId: store.id,
      turnId,
      laneIds: [laneId],
      text: synthesis.prompt,
      sources: synthesis.sources.map(({ reply }) => reply.id),
    });
    store.change((state) => confirmPending(state, { turnId, messages: [], byLane: new Map() }, answer));
    const prompt = answer.entries[0]?.added.find(({ message }) => message.role === 'user');
    return prompt === undefined ? null : { laneId, messageId: prompt.message.id };
  } catch (caught) {
    if (!known.has(laneId)) {
      await store.client.request('lanes.remove', { id: laneId });
      store.change((state) => withoutLane(state, laneId));
    }
    throw caught;
  }
}
