/**
 * A process that streams into a history until it is killed: the other half of `crash.test.ts`. Prints the number of each
 * journal entry once the history has said that it is kept.
 */
import { writeSync } from 'node:fs';
import { newId } from '../../shared/ids.ts';
import type { RunId } from '../../shared/ids.ts';
import { at, makeConversation, makeLane, makePrompt, makeReply } from './historyFixtures.ts';
import { HistoryWorkers, openWorkerHistory } from './WorkerHistory.ts';

const [file, key] = process.argv.slice(2);
if (file === undefined || key === undefined) throw new Error('Usage: streamUntilKilled.ts <file> <key>');

const history = await openWorkerHistory(
  new HistoryWorkers(new URL('./historyWorker.ts', import.meta.url)),
  { kind: 'file', file, key, verify: false },
  { kind: 'persistent', quarantinedAs: null },
);
const conversation = makeConversation();
const lane = makeLane(conversation.id);
const prompt = makePrompt(conversation.id, null, 'ask', { createdAt: at(0) });
const reply = makeReply(lane, prompt.id, { createdAt: at(0) });
await history.createConversation(conversation, [lane]);
await history.beginTurn({
  conversationId: conversation.id,
  prompts: [prompt],
  replies: [reply],
  heads: [{ laneId: lane.id, headId: reply.id }],
});
writeSync(1, `${reply.id}\n`);
const runId = newId<RunId>();
for (let seq = 1; ; seq += 1) {
  const events = [{ type: 'text' as const, block: 0, delta: `word${seq} ` }];
  await history.appendJournal([{ runId, messageId: reply.id, seq, events }]);
  writeSync(1, `${seq}\n`);
}
