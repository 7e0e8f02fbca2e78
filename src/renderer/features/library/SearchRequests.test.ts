import { expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { SearchHit } from '../../../shared/ipc/routes.ts';
import { RequestError } from '../../app/client.ts';
import { FakeMain } from '../../app/testing/FakeMain.ts';
import { searchPageSize, SearchRequests } from './SearchRequests.ts';

function hit(conversationTitle: string, createdAt = 1): SearchHit {
  return {
    conversationId: newId(),
    conversationTitle,
    messageId: newId(),
    role: 'user',
    createdAt,
    snippet: [{ text: conversationTitle, match: true }],
  };
}

/** A main whose answers to searches come when the test says so. */
function slowMain() {
  const answers = new Map<string, (hits: SearchHit[]) => void>();
  const main = new FakeMain().answer(
    'conversations.search',
    ({ query }) =>
      new Promise((resolve) => {
        answers.set(query, resolve);
      }),
  );
  return { main, answer: (query: string, hits: SearchHit[]) => answers.get(query)?.(hits) };
}

const titles = (requests: SearchRequests) =>
  requests.state.getState().hits.map((found) => found.conversationTitle);

test('a slow answer to an earlier question is dropped', async () => {
  const { main, answer } = slowMain();
  const requests = new SearchRequests(main);
  const first = requests.search('sq');
  const second = requests.search('sql');
  answer('sql', [hit('SQL')]);
  await second;
  answer('sq', [hit('Squirrels')]);
  await first;
  expect(titles(requests)).toEqual(['SQL']);
  expect(requests.state.getState().answered).toBe('sql');
});

test('clearing drops what is on its way', async () => {
  const { main, answer } = slowMain();
  const requests = new SearchRequests(main);
  const search = requests.search('sql');
  await requests.search('  ');
  answer('sql', [hit('SQL')]);
  await search;
  expect(titles(requests)).toEqual([]);
});

test('what was found stays in sight until the next answer', async () => {
  const { main, answer } = slowMain();
  const requests = new SearchRequests(main);
  const first = requests.search('a');
  answer('a', [hit('A')]);
  await first;
  void requests.search('ab');
  expect(titles(requests)).toEqual(['A']);
});

test('more asks for what is older than the last', async () => {
  const page = Array.from({ length: searchPageSize }, (_, index) => hit(String(index), 1000 - index));
  const main = new FakeMain().answer('conversations.search', ({ before }) =>
    before === null ? page : [hit('last', 1)],
  );
  const requests = new SearchRequests(main);
  await requests.search('x');
  await requests.more();
  await requests.more();
  expect(titles(requests)).toHaveLength(searchPageSize + 1);
  expect(main.inputsOf('conversations.search')).toMatchObject([
    { before: null },
    { before: 1000 - searchPageSize + 1 },
  ]);
});

test('a failure is kept as an error and cleared by the next answer', async () => {
  const main = new FakeMain().answer('conversations.search', () => {
    throw new RequestError({ code: 'history/damaged', message: 'damaged', retryable: false });
  });
  const requests = new SearchRequests(main);
  await requests.search('x');
  expect(requests.state.getState().error?.code).toBe('history/damaged');
  main.answer('conversations.search', () => [hit('X')]);
  await requests.search('xy');
  expect(requests.state.getState().error).toBeNull();
});
