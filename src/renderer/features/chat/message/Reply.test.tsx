import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AssistantMessage } from '../../../../shared/conversation.ts';
import type { Cost } from '../../../../shared/money.ts';
import type { Notice } from '../../../../shared/stream.ts';
import { attachment, picture } from '../testing/files.ts';
import { assistantMessage, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const cost = (usd: number, estimated = false): Cost => ({
  usd,
  estimated,
  price: { input: 3, output: 15, source: 'catalogue' },
});
const parts = [{ type: 'text' as const, block: 0, text: 'Because.' }];
const model = {
  ...assistantMessage().model,
  provider: 'bedrock',
};

/** A chat with one prompt and a reply. */
async function renderReply(fields: Partial<AssistantMessage>, prompt = userMessage('Why?')) {
  const reply = assistantMessage({ parentId: prompt.id, model, parts, ...fields });
  const chat = await renderChat([
    { lane: lane(), page: { entries: [entry(prompt), entry(reply)], hasMore: false } },
  ]);
  const article = within(await screen.findByRole('article', { name: 'Demo Writer' }));
  return { ...chat, prompt, reply, article };
}

const figures: [Partial<AssistantMessage>, string][] = [
  [{ cost: cost(0.0042), usage: { input: 10, output: 142 } }, '142 tokens · $0.0042'],
  [{ usage: { input: 10, output: 142 } }, '142 tokens · price unknown'],
  [
    { cost: cost(0.0042, true), usage: { input: 10, output: 142, estimated: true } },
    '≈ 142 tokens · ≈ $0.0042',
  ],
  [{ model: assistantMessage().model, usage: { input: 10, output: 142 } }, '142 tokens'],
];

test.each(figures)(
  'the figures say what it cost and never make the unknown nothing: %o',
  async (fields, line) => {
    const { article } = await renderReply(fields);
    expect(article.getByText(line)).toBeTruthy();
  },
);

test('what happened on the way is told in calm lines', async () => {
  const notices: readonly Notice[] = [
    { kind: 'retrying', attempt: 2, until: Date.now() + 9000, code: 'provider/rate-limited' },
    { kind: 'parameter-dropped', parameter: 'topP' },
    { kind: 'failed-over', region: 'eu-west-1', code: 'provider/overloaded' },
    { kind: 'guardrail', trace: '{"action":"BLOCKED\u202e<b>"}' },
  ];
  const { article, user } = await renderReply({ notices: [...notices] });
  const lines = within(article.getByRole('list', { name: 'What happened on the way' }));
  // The wait is over, so it is no news any more.
  expect(lines.getAllByRole('listitem')).toHaveLength(3);
  expect(lines.getByText('The model does not take top-p; it was left out.')).toBeTruthy();
  expect(lines.getByText(/^Answered by eu-west-1\./)).toBeTruthy();
  await user.click(lines.getByText('What the guardrail said'));
  expect(lines.getByText('{"action":"BLOCKED⟨U+202E⟩<b>"}')).toBeTruthy();
});

test('a wait counts down, and Cancel stops the reply', async () => {
  const notices: Notice[] = [
    { kind: 'retrying', attempt: 2, until: Date.now() + 90_000, code: 'provider/rate-limited' },
  ];
  const { main, user, reply, article } = await renderReply({ notices, parts: [], status: 'streaming' });
  main.answer('chat.stop', () => ({}));
  expect(article.getByText(/Trying again in (90|89) seconds…/)).toBeTruthy();
  expect(article.queryByText('Waiting for the first words…')).toBeNull();
  await user.click(article.getByRole('button', { name: 'Cancel' }));
  expect(main.inputsOf('chat.stop')).toEqual([{ messageId: reply.id }]);
});

test('a line stands where the context of the last reply was cut', async () => {
  const [old, prompt] = [userMessage('Old'), userMessage('New')];
  const notices: Notice[] = [
    { kind: 'context-cut', droppedMessages: 2, firstKeptId: prompt.id, summarised: false },
  ];
  const entries = [old, assistantMessage({ model }), prompt, assistantMessage({ model, parts, notices })];
  await renderChat([{ lane: lane(), page: { entries: entries.map((it) => entry(it)), hasMore: false } }]);
  const marker = await screen.findByText('Demo Writer does not see what stands above this line.');
  const kept = screen.getAllByRole('article', { name: 'You' }).at(-1);
  expect(kept !== undefined && marker.compareDocumentPosition(kept)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('a prompt shows its files, and keeps them when it is edited', async () => {
  const prompt = userMessage('', { parts: [], attachments: [picture('a'), attachment('b')] });
  const { main, user } = await renderReply({}, prompt);
  main.answer('chat.editPrompt', () => ({ lane: lane(), page: { entries: [], hasMore: false } }));
  main.answer('attachments.image', () => ({ mediaType: 'image/png', data: 'AAAA' }));
  const article = within(screen.getByRole('article', { name: 'You' }));
  const sent = within(article.getByRole('list', { name: 'Files of this message' }));
  expect(sent.getByText('b.csv')).toBeTruthy();
  await user.click(sent.getByRole('button', { name: 'Show a.png' }));
  const viewer = within(await screen.findByRole('dialog', { name: 'a.png' }));
  expect((await viewer.findByRole('img', { name: 'a.png' })).getAttribute('src')).toBe(
    'data:image/png;base64,AAAA',
  );
  await user.keyboard('{Escape}');
  await user.click(article.getByRole('button', { name: 'Edit' }));
  expect(article.getByText('b.csv')).toBeTruthy();
  await user.click(article.getByRole('button', { name: 'Save and resend' }));
  expect(main.inputsOf('chat.editPrompt')).toMatchObject([{ laneId, messageId: prompt.id, text: '' }]);
});
