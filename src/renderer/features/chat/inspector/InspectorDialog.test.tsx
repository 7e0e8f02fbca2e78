import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { Inspection, WireRequest } from '../../../../shared/inspection.ts';
import { assistantMessage, entry, lane, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const refused: WireRequest = {
  method: 'POST',
  url: 'https://api.example.com/v1/responses',
  headers: { authorization: '•••' },
  body: '{"model":"m","input":[{"role":"user","content":"Why?"}]}',
  startedMs: 0,
  hops: [{ hop: 'dns', atMs: 12 }],
  response: { status: 429, headers: { 'x-request-id': 'req_1' }, atMs: 40 },
  failure: null,
};
const inspection: Inspection = {
  requests: [refused, { ...refused, startedMs: 1000, hops: [], response: null, failure: 'ECONNRESET' }],
  firstDeltaMs: null,
  endedMs: 1200,
};

/** The inspector of a reply that failed. */
async function openInspector(answer: Inspection | null) {
  const error = new AppError('network/reset', '').toInfo();
  const reply = assistantMessage({ status: 'error', error });
  const chat = await renderChat([
    { lane: lane(), page: { entries: [entry(userMessage('Why?')), entry(reply)], hasMore: false } },
  ]);
  chat.main.answer('messages.inspect', () =>
    answer === null ? null : { inspection: answer, curl: "curl 'https://api.example.com'" },
  );
  const article = within(await screen.findByRole('article', { name: 'Demo Writer' }));
  await chat.user.click(article.getByRole('button', { name: 'Details' }));
  await chat.user.click(await screen.findByRole('button', { name: 'Inspect request…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Request inspector' }));
  return { ...chat, reply, dialog };
}

test('shows every attempt of a reply that failed: its line, its times, what was sent and answered', async () => {
  const { main, user, reply, dialog } = await openInspector(inspection);
  expect(await dialog.findByText('Failed: ECONNRESET')).toBeTruthy();
  expect(main.inputsOf('messages.inspect')).toEqual([{ id: reply.id }]);
  await user.click(dialog.getByRole('radio', { name: '1 · 429' }));
  expect(dialog.getByText('POST https://api.example.com/v1/responses')).toBeTruthy();
  expect(dialog.getByRole('listitem', { name: 'DNS: 12 ms, from 0 ms to 12 ms' })).toBeTruthy();
  expect(dialog.getByText('req_1')).toBeTruthy();
  expect(dialog.getByText('•••')).toBeTruthy();
  // The deeper levels are folded until they are asked for.
  expect(dialog.queryByText('Why?')).toBeNull();
  const [, folded] = dialog.getAllByText('2 fields');
  await user.click(folded ?? dialog.getByText('2 fields'));
  expect(await dialog.findByText('Why?')).toBeTruthy();
});

test('copies the body as it was sent, and the request for a shell', async () => {
  const { user, dialog } = await openInspector(inspection);
  await user.click(await dialog.findByRole('button', { name: 'Copy body' }));
  expect(await navigator.clipboard.readText()).toBe(refused.body);
  await user.click(dialog.getByRole('button', { name: 'Copy as curl' }));
  expect(await navigator.clipboard.readText()).toBe("curl 'https://api.example.com'");
});

test('says so when nothing was kept', async () => {
  const { dialog } = await openInspector(null);
  expect(await dialog.findByText('Nothing was kept of this request.')).toBeTruthy();
  expect(dialog.queryByRole('button', { name: 'Copy as curl' })).toBeNull();
});
