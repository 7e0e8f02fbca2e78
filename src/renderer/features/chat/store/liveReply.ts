/**
 * A reply on its way, rebuilt from numbered batches of events. Batches are applied strictly in order: one that comes too
 * early waits, one that comes twice is dropped, and a hole asks for the message to be read again. So whatever the transport
 * does, what is shown is always a prefix of what main has folded.
 */
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { StreamEvent } from '../../../../shared/stream.ts';
import { reduceStream } from '../../../../shared/stream.ts';

/** The events of one `run.updated`, numbered from 1 within their run. */
export interface RunBatch {
  readonly seq: number;
  readonly events: readonly StreamEvent[];
}

/** A reply and how far it has been followed. */
export interface LiveReply {
  readonly message: AssistantMessage;
  /** The last batch that `message` contains; null while that is not known and the message must be read first. */
  readonly seq: number | null;
  /** Batches that cannot be applied yet, in ascending order. Not empty means: there is a hole. */
  readonly waiting: readonly RunBatch[];
}

/** Starts to follow a reply. A message that already has text but no number has to be read again before it can grow. */
export function followReply(message: AssistantMessage, seq?: number): LiveReply {
  return { message, seq: seq ?? (message.parts.length === 0 ? 0 : null), waiting: [] };
}

/** True when the reply cannot go on without reading the message again. */
export function needsReread(live: LiveReply): boolean {
  return live.seq === null || live.waiting.length > 0;
}

function insertSorted(waiting: readonly RunBatch[], batch: RunBatch): readonly RunBatch[] {
  if (waiting.some((other) => other.seq === batch.seq)) return waiting;
  const index = waiting.findIndex((other) => other.seq > batch.seq);
  return waiting.toSpliced(index === -1 ? waiting.length : index, 0, batch);
}

/** Applies what has become applicable. */
function settle(live: LiveReply): LiveReply {
  if (live.seq === null) return live;
  let { message, seq } = live;
  const waiting = [...live.waiting];
  for (let next = waiting[0]; next !== undefined && next.seq <= seq + 1; next = waiting[0]) {
    waiting.shift();
    if (next.seq <= seq) continue;
    message = next.events.reduce<AssistantMessage>(reduceStream, message);
    seq = next.seq;
  }
  return { message, seq, waiting };
}

/** Takes a batch in. The result is the very same object when the batch brings nothing new. */
export function receiveBatch(live: LiveReply, batch: RunBatch): LiveReply {
  if (live.seq !== null && batch.seq <= live.seq) return live;
  const waiting = insertSorted(live.waiting, batch);
  return waiting === live.waiting ? live : settle({ ...live, waiting });
}

/** Goes on from a message that was read again. An answer older than what is shown already is ignored. */
export function rebaseReply(live: LiveReply, message: AssistantMessage, seq: number): LiveReply {
  if (live.seq !== null && seq < live.seq) return live;
  return settle({ message, seq, waiting: live.waiting });
}
