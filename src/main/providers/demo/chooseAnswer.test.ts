import { describe, expect, test } from 'vitest';
import type { ContextMessage } from '../ChatProvider.ts';
import { help, welcome } from './answers/guide.ts';
import { longAnswer } from './answers/longAnswer.ts';
import { everything } from './answers/showcase.ts';
import { chooseAnswer } from './chooseAnswer.ts';
import { demoFailures } from './demoFailures.ts';

const user = (text: string): ContextMessage => ({ role: 'user', text });
const said: readonly ContextMessage[] = [user('hi'), { role: 'assistant', text: 'Hello.' }];

/** The words in the first column of the help's tables, and those named in its running text. */
const listenedFor = [
  ...help.matchAll(/^\| `([^`]+)` +\|/gm),
  ...help.matchAll(/: `(welcome)`, `(connect)`, `(keyboard)`, `(privacy)`/g),
].flatMap((match) => match.slice(1));

test('the help is worth testing against', () => {
  expect(listenedFor.length).toBe(23);
});

test.each(listenedFor)('«%s» gets an answer of its own, also in the middle of a conversation', (word) => {
  const answer = chooseAnswer([...said, user(word)]);
  expect(answer.text).not.toContain('I cannot understand it');
});

test('the help names every failure that can be played', () => {
  for (const name of demoFailures.keys()) expect(help).toContain(`\`${name}\``);
});

test('a first message that asks for nothing in particular is told what this is', () => {
  expect(chooseAnswer([user('Plan a trip to Lisbon')]).text).toBe(welcome);
  expect(welcome).toMatch(/I am the \*\*demo model\*\*/);
});

test('a later one is told that nobody here understands it', () => {
  expect(chooseAnswer([...said, user('Plan a trip')]).text).toContain('(3 words)');
  expect(chooseAnswer([...said, user('Why?')]).text).toContain('(one word)');
});

describe('failures', () => {
  test.each(['error', 'Error!', 'Show an error', 'please play the rate limit', 'refused key'])(
    '«%s» plays one',
    (prompt) => {
      expect(chooseAnswer([user(prompt)]).ending.type).toBe('throws');
    },
  );

  test.each(['Why do I get this error?', 'The rate limit of my API', 'what does error 404 mean'])(
    '«%s» is a question, not a failure',
    (prompt) => {
      expect(chooseAnswer([user(prompt)]).ending).toEqual({ type: 'stops', reason: 'end' });
    },
  );
});

test('everything is one of each', () => {
  for (const sign of [
    /^# /m,
    /^\|/m,
    /^```ts$/m,
    /^```python$/m,
    /\\\(/,
    /\\\[/,
    /\$\$/,
    /^> > /m,
    /^ {2,}- /m,
    /[\u0600-\u06ff]/,
  ]) {
    expect(everything).toMatch(sign);
  }
});

test('fences are closed and nothing of the source notation is left', () => {
  for (const text of [welcome, help, everything, longAnswer]) {
    expect(text.match(/^\s*```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0);
    expect(text).not.toContain('~~~');
    expect(text).not.toContain('\\`');
  }
});

test('the long answer is about as long as it says', () => {
  expect(longAnswer).toContain('about 5,000 tokens');
  expect(longAnswer.length / 4).toBeGreaterThan(4_500);
  expect(longAnswer.length / 4).toBeLessThan(5_500);
});
