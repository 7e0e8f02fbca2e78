/** Prompts that wait while an answer streams, as a person meets them. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import type { QueuedPromptId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { Queue, QueuedPrompt } from '../../../../shared/queue.ts';
import { RequestError } from '../../../app/client.ts';
import { describeError } from '../../../app/text/en/errors.ts';
import { attachment } from '../testing/files.ts';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const composer = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const rows = () => within(screen.getByRole('region', { name: 'Waiting prompts' })).getAllByRole('listitem');

const waiting = (text: string, fields: Partial<QueuedPrompt> = {}): QueuedPrompt => ({
  id: newId<QueuedPromptId>(),
  laneIds: [laneId],
  text,
  attachments: [],
  createdAt: 1,
  ...fields,
});

/** A chat whose reply is on its way, with a main that keeps a queue. */
async function streamingChat(first: Queue = { items: [], held: null }) {
  const prompt = userMessage('Why?');
  const reply = assistantMessage({ parentId: prompt.id, status: 'streaming' });
  const lanes = [{ lane: lane(), page: { entries: [entry(prompt), entry(reply)], hasMore: false } }];
  let queue = first;
  const shown = await renderChat(lanes, (main) =>
    main
      .answer('queue.read', () => queue)
      .answer('queue.add', ({ text }) => {
        queue = { ...queue, items: [...queue.items, waiting(text)] };
        return queue;
      })
      .answer('queue.edit', ({ id, text }) => {
        queue = {
          ...queue,
          items: queue.items.map((item) => (item.id === id ? { ...item, text } : item)),
        };
        return queue;
      })
      .answer('queue.withdraw', ({ id }) => {
        queue = { ...queue, items: queue.items.filter((item) => item.id !== id) };
        return queue;
      })
      .answer('queue.steer', () => ({ items: [], held: null }))
      .answer('queue.resume', () => ({ ...queue, held: null })),
  );
  return shown;
}

describe('while an answer streams', () => {
  test('Enter lets a prompt wait, in order, and empties the composer', async () => {
    const { main, user } = await streamingChat();
    await user.type(composer(), 'One{Enter}');
    await user.type(composer(), 'Two{Enter}');
    expect(main.inputsOf('queue.add')).toMatchObject([
      { conversationId, laneIds: [laneId], text: 'One' },
      { conversationId, laneIds: [laneId], text: 'Two' },
    ]);
    expect(rows().map((row) => row.textContent)).toEqual([
      expect.stringContaining('One'),
      expect.stringContaining('Two'),
    ]);
    expect(composer().value).toBe('');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy();
  });

  test('a button beside Stop does the same, and a refusal gives the words back', async () => {
    const { main, user } = await streamingChat();
    main.answer('queue.add', () => {
      throw new RequestError(new AppError('queue/too-long', 'Too many wait.').toInfo());
    });
    await user.type(composer(), 'One');
    await user.click(screen.getByRole('button', { name: 'Queue' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(composer().value).toBe('One');
  });
});

describe('a prompt that waits', () => {
  test('is edited in place', async () => {
    const { main, user } = await streamingChat({ items: [waiting('One')], held: null });
    await user.click(await screen.findByRole('button', { name: 'Edit waiting prompt 1' }));
    const field = screen.getByRole('textbox', { name: 'Edit waiting prompt 1' });
    await user.type(field, ' and more{Enter}');
    expect(main.inputsOf('queue.edit')).toMatchObject([{ text: 'One and more' }]);
    await waitFor(() => {
      expect(rows()[0]?.textContent).toContain('One and more');
    });
    expect(main.inputsOf('queue.add')).toEqual([]);
  });

  test('goes back to the composer with its files when it is withdrawn', async () => {
    const { user } = await streamingChat({
      items: [waiting('One', { attachments: [attachment('a')] })],
      held: null,
    });
    await user.click(await screen.findByRole('button', { name: 'Withdraw waiting prompt 1' }));
    await waitFor(() => {
      expect(composer().value).toBe('One');
    });
    expect(screen.getByText('a.csv')).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Waiting prompts' })).toBeNull();
    expect(document.activeElement).toBe(composer());
  });

  test('is sent at once with Steer', async () => {
    const one = waiting('One');
    const { main, user } = await streamingChat({ items: [one], held: null });
    await user.click(await screen.findByRole('button', { name: /^Steer/ }));
    expect(main.inputsOf('queue.steer')).toEqual([{ conversationId, id: one.id }]);
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: 'Waiting prompts' })).toBeNull();
    });
  });

  test('gives the words of an edit to the composer when it is sent meanwhile', async () => {
    const { tell, user } = await streamingChat({ items: [waiting('One')], held: null });
    await user.click(await screen.findByRole('button', { name: 'Edit waiting prompt 1' }));
    await user.type(screen.getByRole('textbox', { name: 'Edit waiting prompt 1' }), ' more');
    tell('queue.changed', { conversationId, queue: { items: [], held: null } });
    await waitFor(() => {
      expect(composer().value).toBe('One more');
    });
  });

  test.each([
    ['stopped', 'The answer before was stopped'],
    ['failed', 'The answer before failed'],
    ['restarted', 'Switchyard was closed'],
    ['refused', 'could not be sent'],
  ] as const)('says why nothing is sent after it was %s, and goes on when told to', async (held, words) => {
    const { main, user } = await streamingChat({ items: [waiting('One')], held });
    const list = await screen.findByRole('region', { name: 'Waiting prompts' });
    expect(within(list).getByRole('status').textContent).toContain(words);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(main.inputsOf('queue.resume')).toEqual([{ conversationId }]);
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
    });
  });

  test('says why it was refused, and what helps', async () => {
    const refusal = new AppError('provider/overloaded', 'no').toInfo();
    await streamingChat({ items: [waiting('One')], held: 'refused', refusal });
    const list = await screen.findByRole('region', { name: 'Waiting prompts' });
    const { title, next } = describeError(refusal);
    expect(within(list).getByRole('status').textContent).toContain(`could not be sent. ${title} ${next}`);
  });
});
