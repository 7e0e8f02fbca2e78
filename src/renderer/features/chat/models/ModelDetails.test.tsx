import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { Connection } from '../../../../shared/connection.ts';
import type { ModelInfo } from '../../../../shared/model.ts';
import { connectionId, lane, laneId } from '../testing/messages.ts';
import { demoConnection, paidConnection, renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const profile = (geography: string): ModelInfo => ({
  id: `${geography}.claude`,
  name: 'Claude',
  contextWindow: 200_000,
  acceptsImages: true,
  reasoningEfforts: ['low', 'high'],
  price: { input: 5, output: 25, source: 'catalogue' },
  profileOf: { modelId: 'claude', geography },
});
const plain: ModelInfo = { id: 'llama', name: 'Llama' };

async function renderPicker(connection: Connection = demoConnection) {
  const chat = await renderChat([
    { lane: lane({ modelId: 'llama' }), page: { entries: [], hasMore: false } },
  ]);
  chat.main
    .answer('connections.models', () => [profile('us'), profile('eu'), plain])
    .answer('lanes.choose', () => ({}))
    .answer('models.override', () => null)
    .answer('models.setOverride', () => ({}));
  act(() => {
    chat.workspace.connections.setState({ connections: [connection] });
  });
  await chat.user.click(screen.getByRole('button', { name: /choose model/ }));
  const picker = within(await screen.findByRole('dialog', { name: 'Choose model' }));
  return { ...chat, picker };
}

test('the places of one model are choices of one row', async () => {
  const { main, user, picker } = await renderPicker();
  const row = await picker.findByRole('option', { name: /Claude/ });
  expect(row.textContent).toContain('$5.00 / $25.00');
  expect(row.textContent).toContain('200K context');
  const card = within(picker.getByRole('complementary', { name: 'Claude' }));
  expect(card.getByText('Text, images, and reasoning')).toBeTruthy();
  await user.click(
    within(card.getByRole('group', { name: 'Runs in' })).getByRole('button', { name: 'Europe' }),
  );
  expect(main.inputsOf('lanes.choose')).toEqual([
    { id: laneId, choice: { connectionId, modelId: 'eu.claude' } },
  ]);
});

test.each([
  ['said to be unknown', paidConnection, 1],
  ['no question of the demo, which costs nothing', demoConnection, 0],
] as const)('an unknown price is %s', async (_, connection, said) => {
  const { user, picker } = await renderPicker(connection);
  await picker.findByRole('option', { name: /Llama/ });
  await user.keyboard('{ArrowDown}');
  const card = within(await picker.findByRole('complementary', { name: 'Llama' }));
  expect(card.queryAllByText('unknown')).toHaveLength(said);
});

test('a test says what it found, and the profile it names is used with one click', async () => {
  const { main, user, picker } = await renderPicker();
  main.answer('models.probe', () => ({
    ok: true,
    verdict: { kind: 'needs-profile', profileIds: ['us.llama'] },
  }));
  await picker.findByRole('option', { name: /Llama/ });
  await user.keyboard('{ArrowDown}');
  await user.click(await picker.findByRole('button', { name: 'Model details…' }));
  const details = within(await screen.findByRole('dialog', { name: 'Llama' }));
  await user.click(details.getByRole('button', { name: 'Test this model' }));
  expect(await details.findByText('It can only be reached through an inference profile.')).toBeTruthy();
  await user.click(details.getByRole('button', { name: 'Use us.llama' }));
  expect(main.inputsOf('lanes.choose')).toMatchObject([{ choice: { modelId: 'us.llama' } }]);
  expect(main.inputsOf('models.probe')).toEqual([{ connectionId, modelId: 'llama' }]);
});

test('a test that failed tells the words of the server as its own', async () => {
  const { main, user, picker } = await renderPicker();
  const details = { providerMessage: 'Click <a href="https://evil.example">here</a>' };
  main.answer('models.probe', () => ({
    ok: false,
    error: new AppError('provider/bad-request', '', { details }).toInfo(),
  }));
  await picker.findByRole('option', { name: /Llama/ });
  await user.keyboard('{ArrowDown}');
  await user.click(await picker.findByRole('button', { name: 'Model details…' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Llama' }));
  await user.click(dialog.getByRole('button', { name: 'Test this model' }));
  const quote = await dialog.findByText(details.providerMessage);
  expect(quote.tagName).toBe('Q');
  expect(quote.parentElement?.textContent).toContain('The server said');
  expect(dialog.queryByRole('link')).toBeNull();
});

test('own values win, and can be taken back', async () => {
  const { main, user, picker } = await renderPicker();
  await picker.findByRole('option', { name: /Llama/ });
  await user.keyboard('{ArrowDown}');
  await user.click(await picker.findByRole('button', { name: 'Model details…' }));
  const details = within(await screen.findByRole('dialog', { name: 'Llama' }));
  await user.type(await details.findByRole('textbox', { name: 'Price in' }), '0.5');
  expect(details.getByText('Enter both prices: in and out.')).toBeTruthy();
  await user.type(details.getByRole('textbox', { name: 'Price out' }), '1.5');
  await user.click(details.getByRole('button', { name: 'Save' }));
  const override = { price: { input: 0.5, output: 1.5, source: 'override' } };
  expect(main.inputsOf('models.setOverride')).toEqual([{ connectionId, modelId: 'llama', override }]);
  expect(main.inputsOf('connections.models').at(-1)).toEqual({ id: connectionId, refresh: true });
  await user.click(await details.findByRole('button', { name: 'Remove them' }));
  expect(main.inputsOf('models.setOverride').at(-1)).toMatchObject({ override: null });
});
