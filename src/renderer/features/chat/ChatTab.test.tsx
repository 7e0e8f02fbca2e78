import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { LaneId, RunId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import { RequestError } from '../../app/client.ts';
import {
  assistantMessage,
  connectionId,
  conversationId,
  entry,
  lane,
  laneId,
  userMessage,
} from './testing/messages.ts';
import { renderChat } from './testing/renderChat.tsx';

afterEach(cleanup);

const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const text = (words: string) => [{ type: 'text' as const, block: 0, text: words }];

/** A lane with one finished exchange. */
function settledLane() {
  const prompt = userMessage('Why?');
  const reply = assistantMessage({ parentId: prompt.id, turnId: prompt.turnId, parts: text('Because.') });
  return {
    prompt,
    reply,
    lanes: [{ lane: lane(), page: { entries: [entry(prompt), entry(reply)], hasMore: false } }],
  };
}

/** A lane whose reply is on its way. */
function streamingLane() {
  const prompt = userMessage('Why?');
  const reply = assistantMessage({ parentId: prompt.id, status: 'streaming' });
  return {
    prompt,
    reply,
    lanes: [{ lane: lane(), page: { entries: [entry(prompt), entry(reply)], hasMore: false } }],
  };
}

describe('the composer', () => {
  test('sends with Enter, breaks the line with Shift+Enter, and is empty afterwards', async () => {
    const { main, user } = await renderChat();
    main.answer('chat.send', ({ text: words }) => ({
      entries: [
        { laneId, added: [entry(userMessage(words)), entry(assistantMessage({ status: 'streaming' }))] },
      ],
    }));
    await user.type(composer(), 'One{Shift>}{Enter}{/Shift}two{Enter}');
    expect(main.inputsOf('chat.send')).toMatchObject([{ text: 'One\ntwo', laneIds: [laneId] }]);
    expect(composer().value).toBe('');
    expect((await screen.findByRole('article', { name: 'You' })).textContent).toContain('One\ntwo');
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  test('never sends with the Enter that ends a composition', async () => {
    const { main } = await renderChat();
    fireEvent.input(composer(), { target: { value: 'にほん' } });
    fireEvent.keyDown(composer(), { key: 'Enter', isComposing: true });
    expect(main.inputsOf('chat.send')).toEqual([]);
    expect(composer().value).toBe('にほん');
  });

  test('gives the text back, before what was typed meanwhile, when it could not be sent', async () => {
    const { main, user, workspace, tab } = await renderChat();
    const error = new AppError('history/disk-full', 'No space.').toInfo();
    let refuse: () => void = () => undefined;
    main.answer('chat.send', async () => {
      await new Promise<void>((resolve) => {
        refuse = resolve;
      });
      throw new RequestError(error);
    });
    await user.type(composer(), 'Precious{Enter}');
    await user.type(composer(), 'More');
    refuse();
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(composer().value).toBe('Precious\n\nMore');
    expect(workspace.keeper.draft(tab.id)).toBe('Precious\n\nMore');
    expect(screen.queryByRole('article')).toBeNull();
  });

  test('keeps a long paste beside the field, sends it with what is typed, and loses it on no way out', async () => {
    const { main, user, workspace, tab, unmount } = await renderChat();
    main.answer('chat.send', () => ({ entries: [] }));
    const book = 'word '.repeat(10_000);
    const paste = () =>
      fireEvent(composer(), new InputEvent('beforeinput', { data: book, bubbles: true, cancelable: true }));
    paste();
    expect(screen.getByText('50,000 characters')).toBeTruthy();
    await user.type(composer(), 'Why?{Enter}');
    expect(main.inputsOf('chat.send')).toMatchObject([{ text: `${book}\n\nWhy?` }]);
    expect(screen.queryByText('50,000 characters')).toBeNull();
    paste();
    unmount();
    expect(workspace.keeper.draft(tab.id)).toBe(book);
  });

  test('says what is missing instead of sending nothing', async () => {
    const { main, user } = await renderChat();
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(screen.getByRole('alert').textContent).toContain('There is nothing to send yet.');
    expect(main.inputsOf('chat.send')).toEqual([]);
  });

  test('keeps the text while a reply streams, and Esc stops it', async () => {
    const { reply, lanes } = streamingLane();
    const { main, user } = await renderChat(lanes);
    main.answer('chat.stop', () => ({}));
    await user.type(composer(), 'Later{Enter}');
    expect(composer().value).toBe('Later');
    expect(main.inputsOf('chat.send')).toEqual([]);
    await user.keyboard('{Escape}');
    expect(main.inputsOf('chat.stop')).toEqual([{ messageId: reply.id }]);
  });

  test('edits the last prompt on the arrow up, and only when it is empty', async () => {
    const { prompt, lanes } = settledLane();
    const { main, user } = await renderChat(lanes);
    main.answer('chat.editPrompt', () => ({
      lane: lane(),
      page: { entries: [entry(userMessage('Why not?'))], hasMore: false },
    }));
    await user.type(composer(), 'x{ArrowUp}');
    expect(screen.queryByRole('textbox', { name: 'Edit your message' })).toBeNull();
    await user.clear(composer());
    await user.type(composer(), '{ArrowUp}');
    const editor = screen.getByRole('textbox', { name: 'Edit your message' });
    expect(document.activeElement).toBe(editor);
    await user.clear(editor);
    await user.type(editor, 'Why not?{Enter}');
    expect(main.inputsOf('chat.editPrompt')).toMatchObject([{ messageId: prompt.id, text: 'Why not?' }]);
    expect(screen.queryByRole('textbox', { name: 'Edit your message' })).toBeNull();
  });
});

describe('messages', () => {
  test('a settled message is not drawn again while another grows', async () => {
    const first = settledLane();
    const growing = streamingLane();
    const entries = [...first.lanes, ...growing.lanes].flatMap(({ page }) => page.entries);
    const { tell } = await renderChat([{ lane: lane(), page: { entries, hasMore: false } }]);
    const [settled] = screen.getAllByRole('article', { name: 'Demo Writer' });
    if (settled === undefined) throw new Error('The settled reply is not shown.');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(settled, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const seq of [1, 2, 3]) {
      tell('run.updated', {
        runId: newId<RunId>(),
        messageId: growing.reply.id,
        conversationId,
        seq,
        events: [{ type: 'text', block: 0, delta: `word${String(seq)} ` }],
      });
    }
    await waitFor(() => {
      expect(screen.getAllByRole('article', { name: 'Demo Writer' })[1]?.textContent).toContain(
        'word1 word2 word3',
      );
    });
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    observer.disconnect();
  });

  test('a failure stands in its message, with what helps', async () => {
    const error = new AppError('provider/key-refused', '401', {
      details: { host: 'api.example.com', providerMessage: 'Incorrect API key.', requestId: 'req_1' },
    }).toInfo();
    const failed = assistantMessage({ status: 'error', error });
    const { main, user, workspace } = await renderChat([
      { lane: lane(), page: { entries: [entry(userMessage('Why?')), entry(failed)], hasMore: false } },
    ]);
    main.answer('chat.retry', () => ({ lane: lane(), page: { entries: [], hasMore: false } }));
    const message = within(screen.getByRole('article', { name: 'Demo Writer' }));
    expect(message.getByText('api.example.com refused the key.')).toBeTruthy();
    expect(message.getByText('Incorrect API key.')).toBeTruthy();
    expect(message.getByText('req_1')).toBeTruthy();
    await user.click(message.getByRole('button', { name: 'Open connection settings' }));
    expect(workspace.view.getState().dialog).toMatchObject({ kind: 'settings', connection: connectionId });
    await user.click(message.getByRole('button', { name: 'Retry' }));
    expect(main.inputsOf('chat.retry')).toEqual([{ laneId, messageId: failed.id, choice: null }]);
  });

  test('a retry waits as long as the server asked', async () => {
    const error = new AppError('provider/rate-limited', '429', {
      details: { retryAfterSeconds: 90 },
    }).toInfo();
    const timing = { startedAt: Date.now(), firstDeltaAt: null, endedAt: Date.now() };
    const limited = assistantMessage({ status: 'error', error, timing });
    await renderChat([{ lane: lane(), page: { entries: [entry(limited)], hasMore: false } }]);
    const retry = screen.getByRole<HTMLButtonElement>('button', { name: /^Retry in (90|89) s$/ });
    expect(retry.disabled).toBe(true);
  });

  test('an interrupted reply offers to go on, to ask again and to keep it', async () => {
    const cut = assistantMessage({ status: 'interrupted', parts: text('Half an') });
    const { main, user } = await renderChat([
      { lane: lane(), page: { entries: [entry(cut)], hasMore: false } },
    ]);
    main.answer('chat.keep', () => ({}));
    expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Keep' }));
    expect(main.inputsOf('chat.keep')).toEqual([{ messageId: cut.id }]);
  });

  test('branches are walked at the message', async () => {
    const { prompt, reply } = settledLane();
    const other = assistantMessage({ parts: text('Otherwise.') });
    const siblings = [other.id, reply.id];
    const { main, user } = await renderChat([
      { lane: lane(), page: { entries: [entry(prompt), entry(reply, siblings)], hasMore: false } },
    ]);
    main.answer('lanes.selectBranch', () => ({
      lane: lane(),
      page: { entries: [entry(prompt), entry(other, siblings)], hasMore: false },
    }));
    expect(screen.getByRole('group', { name: 'Version 2 of 2' }).textContent).toContain('2/2');
    await user.click(screen.getByRole('button', { name: 'Previous version' }));
    expect(await screen.findByText('Otherwise.')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Version 1 of 2' })).toBeTruthy();
  });
});

describe('models', () => {
  test('another one is chosen in the pane, from the list or by its id', async () => {
    const { main, user, workspace } = await renderChat();
    main.answer('lanes.choose', () => ({}));
    await user.click(screen.getByRole('button', { name: /choose model/ }));
    await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'slow{Enter}');
    const choice = { connectionId, modelId: 'demo-slow' };
    expect(main.inputsOf('lanes.choose')).toEqual([{ id: laneId, choice }]);
    expect(await screen.findByRole('region', { name: 'Slow Writer' })).toBeTruthy();
    expect(workspace.settings.getState().settings.lastModel).toEqual(choice);

    await user.click(screen.getByRole('button', { name: /choose model/ }));
    await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'ft:mine');
    await user.click(screen.getByRole('option', { name: 'Use “ft:mine” with Demo' }));
    expect(main.inputsOf('lanes.choose')).toHaveLength(2);
    expect(await screen.findByRole('region', { name: 'ft:mine' })).toBeTruthy();
  });

  test('a second one stands beside the first and gets the same prompt', async () => {
    const { main, user } = await renderChat();
    const second = lane({ id: newId<LaneId>(), position: 1, modelId: 'demo-slow' });
    main.answer('lanes.add', () => ({ lane: second, page: { entries: [], hasMore: false } }));
    main.answer('chat.send', () => ({ entries: [] }));
    await user.click(screen.getByRole('button', { name: 'Add model' }));
    await user.type(await screen.findByRole('combobox', { name: 'Models' }), 'slow{Enter}');
    expect(await screen.findByRole('region', { name: 'Slow Writer' })).toBeTruthy();
    await user.type(composer(), 'Both{Enter}');
    expect(main.inputsOf('chat.send')).toMatchObject([{ laneIds: [laneId, second.id] }]);
    main.answer('lanes.remove', () => ({}));
    await user.click(screen.getByRole('button', { name: 'Remove Slow Writer' }));
    expect(screen.getAllByRole('region')).toHaveLength(1);
  });
});
