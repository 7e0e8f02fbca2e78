/**
 * The entry of the counting worker. The vocabulary takes some 200 ms to load and 50 to 80 MB of memory, which is why it lives
 * here and goes with the worker.
 */
import { parentPort } from 'node:worker_threads';
import { countTokens as countPiece } from 'gpt-tokenizer/encoding/o200k_base';
import { countTokens } from './countTokens.ts';
import type { CountReply, CountRequest } from './countMessages.ts';

/** What looks like a special token in a text is text: providers do not read it as anything else. */
const asText = { disallowedSpecial: new Set<string>() };

parentPort?.on('message', ({ id, text }: CountRequest) => {
  const reply: CountReply = { id, tokens: countTokens(text, (piece) => countPiece(piece, asText)) };
  parentPort?.postMessage(reply);
});
