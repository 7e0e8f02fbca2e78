import { expect, test } from 'vitest';
import { assistantMessage } from '../testing/messages.ts';
import { countWords, modelRows, turnRows } from './answerRows.ts';

const timed = (ms: number) => ({ startedAt: 0, firstDeltaAt: ms, endedAt: ms + 1000 });
const paid = {
  connectionId: assistantMessage().model.connectionId,
  modelId: 'paid',
  provider: 'openai',
  modelName: 'Paid',
  connectionName: 'Office',
};

test('a turn tells what is known of every answer, and nothing else', () => {
  const [full, empty] = turnRows([
    assistantMessage({
      model: paid,
      parts: [{ type: 'text', block: 0, text: 'Two words.' }],
      usage: { input: 10, cacheRead: 90, output: 50, estimated: true },
      cost: { usd: 0.5, estimated: false, price: { input: 1, output: 1, source: 'catalogue' } },
      timing: timed(200),
    }),
    assistantMessage({ model: paid, status: 'error' }),
  ]);
  expect(full?.figures).toMatchObject({
    firstToken: { value: 200 },
    total: { value: 1200 },
    speed: { value: 50, estimated: true },
    input: { value: 100 },
    cost: { value: 0.5, estimated: false },
    characters: { value: 10 },
    words: { value: 2 },
  });
  expect(empty?.figures).toMatchObject({ firstToken: null, total: null, input: null, cost: null });
});

test('an answer that still grows has no length yet', () => {
  const [row] = turnRows([assistantMessage({ status: 'streaming' })]);
  expect(row?.figures).toMatchObject({ characters: null, words: null });
});

test('a conversation averages what is known and says of how many answers, and adds cost up', () => {
  const figured = (fields: Parameters<typeof assistantMessage>[0]) => ({
    ...assistantMessage({ model: paid, ...fields }),
    characters: 100,
  });
  const cost = { usd: 1, estimated: false, price: { input: 1, output: 1, source: 'catalogue' as const } };
  const [row, ...others] = modelRows([
    figured({ timing: timed(100), cost }),
    figured({ timing: timed(300), cost }),
    figured({ status: 'error' }),
  ]);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    answers: 3,
    done: 2,
    figures: { firstToken: { value: 200, n: 2 }, cost: { value: 2, n: 2 }, characters: { value: 100, n: 3 } },
  });
});

test('words are counted in any script', () => {
  expect(countWords('Don’t stop: 3 words, or 5?')).toBe(6);
  expect(countWords('你好世界')).toBe(2);
  expect(countWords('—…')).toBe(0);
});
