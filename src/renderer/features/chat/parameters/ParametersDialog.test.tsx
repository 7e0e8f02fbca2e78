import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import { RequestError } from '../../../app/client.ts';
import { connectionId, conversationId, lane } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const page = { entries: [], hasMore: false };
const second = lane({ id: newId<LaneId>(), position: 1, modelId: 'demo-slow' });

async function openParameters(...own: Parameters<typeof renderChat>) {
  const chat = await renderChat(...own);
  chat.main
    .answer('conversations.configure', () => ({}))
    .answer('lanes.configure', () => ({}))
    .answer('parameters.setHeaders', () => ({}));
  await chat.user.click(screen.getByRole('button', { name: 'Parameters' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Parameters' }));
  return { ...chat, dialog };
}

test('only what is set is saved, and one click unsets it', async () => {
  const { main, user, dialog } = await openParameters();
  await user.type(dialog.getByRole('textbox', { name: 'Temperature' }), '0.2');
  await user.type(dialog.getByRole('textbox', { name: 'Top-p' }), '0.5');
  await user.type(dialog.getByRole('textbox', { name: 'System prompt' }), 'Be brief.');
  await user.click(dialog.getByRole('button', { name: 'Unset Top-p' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('conversations.configure')).toEqual([
    {
      id: conversationId,
      parameters: { temperature: 0.2, system: 'Be brief.' },
      contextStrategy: { kind: 'stop' },
    },
  ]);
  expect(main.inputsOf('lanes.configure')).toEqual([]);
  expect(screen.queryByRole('dialog', { name: 'Parameters' })).toBeNull();
});

test('JSON is judged while it is typed, and nothing wrong is saved', async () => {
  const { main, user, dialog } = await openParameters();
  const body = dialog.getByRole('textbox', { name: 'Extra JSON' });
  await user.type(body, '[[1]');
  expect(dialog.getByText('This is JSON, but not an object: it begins with { and ends with }.')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('conversations.configure')).toEqual([]);
  await user.clear(body);
  await user.type(body, '{{"top_k": 40}');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('conversations.configure')).toMatchObject([
    { parameters: { extraBody: '{"top_k": 40}' } },
  ]);
});

test('values of headers go to main once, and only their names are kept here', async () => {
  const { main, user, dialog } = await openParameters();
  await user.click(dialog.getByRole('button', { name: 'Add a header' }));
  await user.type(dialog.getByRole('textbox', { name: 'Name of header 1' }), 'X-Team');
  await user.type(dialog.getByLabelText('Value of header 1'), 'blue');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('parameters.setHeaders')).toEqual([
    { owner: { kind: 'conversation', id: conversationId }, headers: { 'X-Team': 'blue' } },
  ]);
  expect(main.inputsOf('conversations.configure')).toMatchObject([
    { parameters: { headerNames: ['X-Team'] } },
  ]);
  await user.click(screen.getByRole('button', { name: 'Parameters' }));
  const again = within(await screen.findByRole('dialog', { name: 'Parameters' }));
  expect(again.getByText('X-Team')).toBeTruthy();
  expect(document.body.innerHTML).not.toContain('blue');
});

test('a lane has its own, which win over those of all; the mark in its header says so', async () => {
  const { main, user, dialog } = await openParameters([
    { lane: lane(), page },
    { lane: second, page },
  ]);
  await user.type(dialog.getByRole('textbox', { name: 'Temperature' }), '1');
  await user.click(dialog.getByRole('combobox', { name: 'For' }));
  await user.click(await screen.findByRole('option', { name: 'Slow Writer' }));
  const temperature = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Temperature' });
  expect(temperature.placeholder).toBe('As for all: 1');
  await user.type(temperature, '0');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('lanes.configure')).toEqual([{ id: second.id, parameters: { temperature: 0 } }]);
  expect(main.inputsOf('conversations.configure')).toMatchObject([{ parameters: { temperature: 1 } }]);
  const pane = within(screen.getByRole('region', { name: 'Slow Writer' }));
  expect(pane.getByRole('button', { name: 'Own parameters: Temperature' })).toBeTruthy();
});

test('a summary needs the model that writes it', async () => {
  const { main, user, dialog } = await openParameters();
  await user.click(dialog.getByRole('combobox', { name: 'When the conversation no longer fits' }));
  await user.click(await screen.findByRole('option', { name: 'Replace the oldest with a summary' }));
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect(main.inputsOf('conversations.configure')).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Choose the model that writes the summary.' }));
  await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'slow{Enter}');
  await user.click(await dialog.findByRole('button', { name: 'Save' }));
  expect(main.inputsOf('conversations.configure')).toMatchObject([
    { contextStrategy: { kind: 'summarise', connectionId, modelId: 'demo-slow' } },
  ]);
});

test('a refusal stays in sight, and what was typed stays too', async () => {
  const { main, user, dialog } = await openParameters();
  main.answer('conversations.configure', () => {
    throw new RequestError(new AppError('history/disk-full', '').toInfo());
  });
  await user.type(dialog.getByRole('textbox', { name: 'Temperature' }), '1');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('The disk is full.');
  expect(dialog.getByRole<HTMLInputElement>('textbox', { name: 'Temperature' }).value).toBe('1');
  expect(main.inputsOf('lanes.configure')).toEqual([]);
});
