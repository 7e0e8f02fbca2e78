import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteInput } from '../../../../shared/ipc/routes.ts';
import type { LanePreparation, Preparation } from '../../../../shared/preparation.ts';
import { RequestError } from '../../../app/client.ts';
import { attachment, picture } from '../testing/files.ts';
import { assistantMessage, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const sendButton = () => screen.getByRole('button', { name: 'Send' });
const files = () => within(screen.getByRole('list', { name: 'Files' }));

/** An answer to `chat.prepare` with the same for every lane. */
const prepared =
  (of: Partial<LanePreparation>, whole: Partial<Preparation> = {}) =>
  ({ laneIds }: RouteInput<'chat.prepare'>): Preparation => ({
    lanes: laneIds.map((id) => ({
      laneId: id as LaneId,
      repairs: [],
      problems: [],
      inputTokens: 12_300,
      window: 200_000,
      estimateUsd: 0.0163,
      ...of,
    })),
    totalUsd: 0.0163,
    budget: { level: 'within', scope: null, spentUsd: 0, limitUsd: null },
    ...whole,
  });

describe('files', () => {
  test('are pasted, shown, removed, kept with the draft and sent', async () => {
    const { main, user, workspace, tab } = await renderChat();
    main
      .answer('attachments.add', ({ name }) => picture(name === 'a.png' ? 'a' : 'b', { name }))
      .answer('attachments.image', () => ({ mediaType: 'image/png', data: 'AAAA' }))
      .answer('chat.send', () => ({ entries: [] }));
    const clipboard = { files: [new File(['x'], 'a.png'), new File(['y'], 'b.png')], getData: () => '' };
    fireEvent.paste(field(), { clipboardData: clipboard });
    expect(await screen.findByRole('button', { name: 'Remove b.png' })).toBeTruthy();
    expect(files().getAllByText('1,200 × 800 · 2.0 KB')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Remove a.png' }));
    expect(workspace.keeper.draftFiles(tab.id).map(({ name }) => name)).toEqual(['b.png']);
    await user.type(field(), 'What is this?{Enter}');
    expect(main.inputsOf('chat.send')).toMatchObject([
      { text: 'What is this?', attachments: [{ name: 'b.png' }] },
    ]);
    expect(screen.queryByRole('list', { name: 'Files' })).toBeNull();
    expect(workspace.keeper.draftFiles(tab.id)).toEqual([]);
  });

  test('are sent without a word, and come back when they could not be sent', async () => {
    const { main, user } = await renderChat();
    main.answer('attachments.choose', () => ({ added: [attachment('c')], refused: [] }));
    main.answer('chat.send', () => {
      throw new RequestError(new AppError('history/disk-full', '').toInfo());
    });
    await user.click(screen.getByRole('button', { name: 'Add files' }));
    await screen.findByText('c.csv');
    await user.click(sendButton());
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(main.inputsOf('chat.send')).toHaveLength(1);
    expect(files().getByText('c.csv')).toBeTruthy();
  });

  test('that were refused stand there with the reason until it was read', async () => {
    const { main, user } = await renderChat();
    const error = new AppError('attachment/unsupported', '', { details: { fileName: 'film.mov' } }).toInfo();
    main.answer('attachments.choose', () => ({ added: [], refused: [{ name: 'film.mov', error }] }));
    await user.click(screen.getByRole('button', { name: 'Add files' }));
    expect((await screen.findByRole('alert')).textContent).toContain('film.mov');
    await user.click(screen.getByRole('button', { name: 'Dismiss film.mov' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('dropped anywhere on the chat are taken', async () => {
    const { main } = await renderChat();
    main.answer('attachments.add', ({ name }) => attachment('d', { name }));
    const dataTransfer = { types: ['Files'], files: [new File(['x'], 'plan.csv')] };
    const lanePane = screen.getByRole('region', { name: 'demo-writer' });
    fireEvent.dragEnter(lanePane, { dataTransfer });
    expect(screen.getByText('Drop files to add them to your message')).toBeTruthy();
    fireEvent.drop(lanePane, { dataTransfer });
    expect(await screen.findByText('plan.csv')).toBeTruthy();
    expect(screen.queryByText('Drop files to add them to your message')).toBeNull();
  });
});

test('a range of a spreadsheet is pasted as a table, not as its picture', async () => {
  const { workspace, tab } = await renderChat();
  const data: Readonly<Record<string, string>> = {
    'text/html': '<table><tr><td>a</td></tr></table>',
    'text/plain': 'Name\tPrice\nTea\t3\n',
  };
  const clipboardData = {
    files: [new File(['x'], 'image.png')],
    getData: (type: string) => data[type] ?? '',
  };
  fireEvent.paste(field(), { clipboardData });
  expect(field().value).toBe('| Name | Price |\n| --- | --- |\n| Tea | 3 |');
  expect(workspace.keeper.draft(tab.id)).toBe(field().value);
});

describe('the plan of a send', () => {
  test('says how full the context is and what it costs, each lane by itself when asked', async () => {
    const second = lane({ id: newId<LaneId>(), position: 1, modelId: 'demo-slow' });
    const page = { entries: [], hasMore: false };
    const { main, user } = await renderChat([
      { lane: lane(), page },
      { lane: second, page },
    ]);
    main.answer('chat.prepare', prepared({})).answer('costs.conversation', () => ({
      usd: 0.124,
      replies: 3,
      unknown: 1,
      inputTokens: 0,
      cachedTokens: 0,
      outputTokens: 0,
    }));
    await user.type(field(), 'Why?');
    const meter = await screen.findByRole('button', { name: /12,300 of 200,000 tokens · ≈ \$0\.02$/ });
    await user.click(meter);
    const popup = within(await screen.findByRole('dialog', { name: 'The next message' }));
    expect(popup.getByText('demo-writer')).toBeTruthy();
    expect(popup.getByText('demo-slow')).toBeTruthy();
    expect(await popup.findByText('$0.1240 and 1 reply without a price')).toBeTruthy();
    expect(main.inputsOf('chat.prepare').at(-1)).toMatchObject({
      laneIds: [laneId, second.id],
      text: 'Why?',
      attachments: [],
    });
  });

  test('an empty chat asks nothing, and an empty composer has no price', async () => {
    const { main } = await renderChat();
    expect(main.inputsOf('chat.prepare')).toEqual([]);
    cleanup();
    const entries = [entry(userMessage('Hi')), entry(assistantMessage())];
    await renderChat([{ lane: lane(), page: { entries, hasMore: false } }], (answers) =>
      answers.answer('chat.prepare', prepared({})),
    );
    expect(await screen.findByText('12,300 of 200,000 tokens')).toBeTruthy();
  });

  test('names a problem beside the file, and sends nothing that no model takes', async () => {
    const { main, user } = await renderChat();
    const file = picture('e');
    main
      .answer('attachments.choose', () => ({ added: [file], refused: [] }))
      .answer('attachments.image', () => ({ mediaType: 'image/png', data: 'AAAA' }))
      .answer('chat.send', () => ({ entries: [] }))
      .answer('chat.prepare', (input) =>
        prepared({
          problems: input.attachments.map(({ hash }) => ({ kind: 'images-not-taken' as const, hash })),
        })(input),
      );
    await user.click(screen.getByRole('button', { name: 'Add files' }));
    const reason = 'demo-writer takes no images: remove it or choose another model.';
    expect(await files().findByText(reason)).toBeTruthy();
    await user.type(field(), 'What is this?{Enter}');
    expect(main.inputsOf('chat.send')).toEqual([]);
    expect(sendButton().getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Remove e.png' }));
    await waitFor(() => {
      expect(sendButton().getAttribute('aria-disabled')).toBeNull();
    });
    await user.click(sendButton());
    expect(main.inputsOf('chat.send')).toHaveLength(1);
  });

  test('a hard budget holds the send back, says why, and leads to the budgets', async () => {
    const { main, user, workspace } = await renderChat();
    const budget = { level: 'hard' as const, scope: 'month' as const, spentUsd: 20.01, limitUsd: 20 };
    main.answer('chat.prepare', prepared({}, { budget })).answer('chat.send', () => ({ entries: [] }));
    await user.type(field(), 'Why?');
    expect(await screen.findByText(/\$20\.01 of \$20\.00 is spent/)).toBeTruthy();
    expect(sendButton().getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Enter}');
    expect(main.inputsOf('chat.send')).toEqual([]);
    expect(field().value).toBe('Why?');
    await user.click(screen.getByRole('button', { name: 'Budgets' }));
    expect(workspace.view.getState().dialog).toMatchObject({ kind: 'settings', section: 'budgets' });
  });
});

describe('another model in mid-conversation', () => {
  test('is one click, and says what it will not get until something is sent', async () => {
    const { main, user } = await renderChat([
      {
        lane: lane(),
        page: { entries: [entry(userMessage('Hi')), entry(assistantMessage())], hasMore: false },
      },
    ]);
    main
      .answer('lanes.switchReport', () => ({ drops: ['images', 'cache'], lostCacheUsd: 0.041 }))
      .answer('lanes.choose', () => ({}))
      .answer('chat.send', () => ({ entries: [] }));
    await user.click(screen.getByRole('button', { name: /choose model/ }));
    await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'slow{Enter}');
    expect(
      await screen.findByText(
        'Slow Writer does not get images. What was cached is sent again in full, for about $0.04.',
      ),
    ).toBeTruthy();
    const asked = main.requests.map(({ name }) => name).filter((name) => name.startsWith('lanes.'));
    expect(asked).toEqual(['lanes.switchReport', 'lanes.choose']);
    await user.type(field(), 'Go on{Enter}');
    expect(screen.queryByText(/does not get images/)).toBeNull();
  });

  test('is not held up by a report that does not come', async () => {
    const { main, user } = await renderChat([
      { lane: lane(), page: { entries: [entry(userMessage('Hi'))], hasMore: false } },
    ]);
    main.answer('lanes.choose', () => ({}));
    await user.click(screen.getByRole('button', { name: /choose model/ }));
    await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'slow{Enter}');
    expect(await screen.findByRole('region', { name: 'Slow Writer' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
