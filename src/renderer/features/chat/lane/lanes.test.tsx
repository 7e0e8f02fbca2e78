import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Lane } from '../../../../shared/conversation.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { LaneId, MessageId, RunId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteInput } from '../../../../shared/ipc/routes.ts';
import { RequestError } from '../../../app/client.ts';
import '../list/TurnList.tsx';
import { assistantMessage, conversationId, entry, lane, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';

afterEach(cleanup);

const models = ['demo-ash', 'demo-birch', 'demo-cedar'];

/** Lanes that have answered the same prompt, each in a word of its own. */
function answered(count = 3) {
  const prompt = userMessage('Why?');
  return models.slice(0, count).map((modelId, position) => {
    const id = newId<LaneId>();
    const reply = assistantMessage({
      parentId: prompt.id,
      turnId: prompt.turnId,
      laneId: id,
      model: { ...assistantMessage().model, modelId, modelName: modelId },
      parts: [{ type: 'text', block: 0, text: `Because of ${modelId}.` }],
    });
    const own: Lane = lane({ id, position, modelId, headId: reply.id });
    return { lane: own, page: { entries: [entry(prompt), entry(reply)], hasMore: false } };
  });
}

/** A chat with these lanes, on a main that does what is asked of lanes. */
async function renderLanes(lanes = answered()) {
  const chat = await renderChat(lanes, (main) =>
    main
      .answer('conversations.configure', () => ({}))
      .answer('lanes.remove', () => ({}))
      .answer('chat.stop', () => ({}))
      .answer('lanes.add', ({ id, position = 0 }) => {
        const known = lanes.find((one) => one.lane.id === id);
        if (known === undefined) throw new Error('There was no such lane.');
        return { lane: { ...known.lane, position }, page: known.page };
      }),
  );
  return { ...chat, lanes };
}

/** The names of the panes: of the regions that models have a header in. */
const panes = () =>
  screen
    .getAllByRole('button', { name: /^More for / })
    .map((menu) => menu.closest('section')?.getAttribute('aria-label'));
const chips = () => within(screen.getByRole('list', { name: 'Who answers' }));

describe('who answers', () => {
  test('a click leaves a lane out of the next prompt, and one always stays', async () => {
    const { main, user, lanes } = await renderLanes(answered(2));
    main.answer('chat.send', () => ({ entries: [] }));
    const [ash, birch] = ['demo-ash', 'demo-birch'].map((name) => chips().getByRole('button', { name }));
    if (ash === undefined || birch === undefined) throw new Error('There are two chips.');
    await user.click(ash);
    await user.click(birch);
    expect([ash, birch].map((chip) => chip.getAttribute('aria-pressed'))).toEqual(['false', 'true']);
    await user.type(screen.getByRole('textbox', { name: 'Message' }), 'One{Enter}');
    await user.click(screen.getByRole('button', { name: 'Ask all' }));
    await user.type(screen.getByRole('textbox', { name: 'Message' }), 'Both{Enter}');
    const [first, second] = lanes.map((known) => known.lane.id);
    expect(main.inputsOf('chat.send')).toMatchObject([{ laneIds: [second] }, { laneIds: [first, second] }]);
  });

  test('what a send would take is asked for those who answer', async () => {
    const { main, user, lanes } = await renderLanes(answered(2));
    await user.click(chips().getByRole('button', { name: 'demo-ash' }));
    await user.type(screen.getByRole('textbox', { name: 'Message' }), 'One');
    await waitFor(() => {
      expect(main.inputsOf('chat.prepare').at(-1)).toMatchObject({ laneIds: [lanes[1]?.lane.id] });
    });
  });
});

describe('a lane that is taken off', () => {
  test('comes back with Undo: at its place, on its path, with its parameters', async () => {
    const [first, second, third] = answered();
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three lanes.');
    const tuned = { ...second, lane: { ...second.lane, parameters: { temperature: 0.2 } } };
    const { main, user } = await renderLanes([first, tuned, third]);
    await user.click(chips().getByRole('button', { name: 'Remove demo-birch' }));
    expect(panes()).toEqual(['demo-ash', 'demo-cedar']);
    expect(screen.getByText(/demo-birch was taken off/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(main.inputsOf('lanes.add')).toEqual([
      {
        id: second.lane.id,
        conversationId,
        choice: { connectionId: second.lane.connectionId, modelId: 'demo-birch' },
        from: second.lane.headId,
        position: 1,
        parameters: { temperature: 0.2 },
      } satisfies RouteInput<'lanes.add'>,
    ]);
    await waitFor(() => {
      expect(panes()).toEqual(models);
    });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('ends its reply first, unless another lane shows the same one', async () => {
    const prompt = userMessage('Why?');
    const shared = assistantMessage({ parentId: prompt.id, turnId: prompt.turnId, status: 'streaming' });
    const page = { entries: [entry(prompt), entry(shared)], hasMore: false };
    const lanes = models.map((modelId, position) => ({
      lane: lane({ id: newId<LaneId>(), position, modelId }),
      page,
    }));
    const { main, user } = await renderLanes(lanes);
    await user.click(chips().getByRole('button', { name: 'Remove demo-ash' }));
    expect(main.inputsOf('chat.stop')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'More for demo-birch' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove from this tab' }));
    expect(main.inputsOf('chat.stop')).toEqual([]);
    expect(panes()).toEqual(['demo-cedar']);
  });

  test('stays where main refuses, with the reason', async () => {
    const { main, user } = await renderLanes(answered(2));
    main.answer('lanes.remove', () => {
      throw new RequestError(new AppError('history/disk-full', 'No space.').toInfo());
    });
    await user.click(chips().getByRole('button', { name: 'Remove demo-ash' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(panes()).toEqual(['demo-ash', 'demo-birch']);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('is every other one when an answer is used, and all come back', async () => {
    const { main, user, lanes } = await renderLanes();
    await user.click(screen.getByRole('button', { name: /^Use this answer of demo-birch/ }));
    expect(panes()).toEqual(['demo-birch']);
    expect(screen.getByText('You go on with demo-birch alone. 2 other models were taken off.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => {
      expect(panes()).toEqual(models);
    });
    expect(main.inputsOf('lanes.add')).toMatchObject([
      { id: lanes[0]?.lane.id, position: 0 },
      { id: lanes[2]?.lane.id, position: 2 },
    ]);
  });
});

describe('layouts', () => {
  test('are kept with the conversation, and taken back where main cannot keep them', async () => {
    const { main, user } = await renderLanes();
    await user.click(screen.getByRole('radio', { name: 'Grid' }));
    expect(main.inputsOf('conversations.configure')).toEqual([
      { id: conversationId, view: { layout: 'grid', scrolling: 'free' } },
    ]);
    main.answer('conversations.configure', () => {
      throw new RequestError(new AppError('history/disk-full', 'No space.').toInfo());
    });
    await user.click(screen.getByRole('radio', { name: 'Focus' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Grid' }).checked).toBe(true);
  });

  test('nothing is offered while there is one model', async () => {
    await renderLanes(answered(1));
    expect(screen.queryByRole('radiogroup', { name: 'Layout' })).toBeNull();
  });

  test('focus shows one large, the others by name, state and last words; a strip takes its place', async () => {
    const { user } = await renderLanes();
    await user.click(screen.getByRole('radio', { name: 'Focus' }));
    expect(panes()).toEqual(['demo-ash']);
    const strips = () => within(screen.getByRole('navigation', { name: 'Other models' }));
    const birch = strips().getByRole('button', { name: 'demo-birch Done Because of demo-birch.' });
    await user.click(birch);
    expect(panes()).toEqual(['demo-birch']);
    expect(strips().getAllByRole('button')).toHaveLength(2);
  });

  test('F6 goes from lane to lane and round', async () => {
    const { workspace } = await renderLanes(answered(2));
    const logs = screen.getAllByRole('log');
    for (const expected of [0, 1, 0]) {
      act(() => {
        workspace.commands.run('lane.next');
      });
      await waitFor(() => {
        expect(document.activeElement).toBe(logs[expected]);
      });
    }
  });
});

describe('scrolling together', () => {
  async function renderSynced(lanes = answered()) {
    const chat = await renderLanes(lanes);
    await chat.user.click(screen.getByRole('button', { name: 'Scroll together' }));
    return chat;
  }

  test('shows what all have once, and what each has in a cell of the same turn', async () => {
    const later = userMessage('And then?');
    const lanes = answered();
    lanes[2]?.page.entries.push(entry(later));
    await renderSynced(lanes);
    const turns = await screen.findAllByRole('group', { name: 'Turn' });
    expect(turns).toHaveLength(2);
    const [first, second] = turns.map((turn) => within(turn));
    expect(first?.getAllByRole('article', { name: 'You' })).toHaveLength(1);
    for (const model of models) {
      expect(first?.getByRole('group', { name: model }).textContent).toContain(`Because of ${model}.`);
    }
    expect(second?.getByRole('group', { name: 'demo-ash' }).textContent).toBe('Not asked');
    expect(second?.getByRole('group', { name: 'demo-cedar' }).textContent).toContain('And then?');
  });

  test('a growing reply draws nothing but itself', async () => {
    const lanes = answered();
    const prompt = userMessage('More?');
    const growing: { id: MessageId }[] = [];
    for (const { page } of lanes) {
      const reply = assistantMessage({ parentId: prompt.id, turnId: prompt.turnId, status: 'streaming' });
      growing.push(reply);
      page.entries.push(entry(prompt), entry(reply));
    }
    const { tell } = await renderSynced(lanes);
    const [settled] = await screen.findAllByRole('group', { name: 'Turn' });
    if (settled === undefined) throw new Error('The first turn is not shown.');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(settled, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const { id: messageId } of growing) {
      const events = [{ type: 'text' as const, block: 0, delta: `word of ${messageId}` }];
      tell('run.updated', { runId: newId<RunId>(), messageId, conversationId, seq: 1, events });
    }
    for (const { id } of growing) expect(await screen.findByText(`word of ${id}`)).toBeTruthy();
    expect([...changes, ...observer.takeRecords()]).toEqual([]);
    observer.disconnect();
  });

  test('reads on above for every lane that begins further down than what is looked at', async () => {
    const lanes = answered(2).map((known) => ({ ...known, page: { ...known.page, hasMore: true } }));
    const older = userMessage('Before');
    const { main } = await renderChat(lanes, (fake) =>
      fake
        .answer('conversations.configure', () => ({}))
        .answer('messages.page', () => ({ entries: [entry(older)], hasMore: false })),
    );
    act(() => {
      screen.getByRole('button', { name: 'Scroll together' }).click();
    });
    await waitFor(() => {
      const asked = main.inputsOf('messages.page').map((input) => JSON.stringify(input));
      for (const { lane: own } of lanes) expect(asked.some((input) => input.includes(own.id))).toBe(true);
    });
    expect(await screen.findAllByText('Before')).toHaveLength(1);
  });
});

describe('what can be done with one lane', () => {
  test('copy and retry its last answer; nothing to continue in one that is done', async () => {
    const { main, user, lanes } = await renderLanes();
    main.answer('chat.retry', () => ({
      lane: lanes[0]?.lane ?? lane(),
      page: { entries: [], hasMore: false },
    }));
    await user.click(screen.getByRole('button', { name: 'More for demo-ash' }));
    expect(screen.queryByRole('menuitem', { name: 'Continue the last answer' })).toBeNull();
    await user.click(await screen.findByRole('menuitem', { name: 'Copy the last answer' }));
    expect(await navigator.clipboard.readText()).toBe('Because of demo-ash.');
    await user.click(screen.getByRole('button', { name: 'More for demo-ash' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Retry the last answer' }));
    expect(main.inputsOf('chat.retry')).toMatchObject([{ laneId: lanes[0]?.lane.id, choice: null }]);
  });

  test('continue one that was stopped, and stop one that grows', async () => {
    const [first, second] = answered(2);
    if (first === undefined || second === undefined) throw new Error('Two lanes.');
    const cut = assistantMessage({ status: 'cancelled', parts: [{ type: 'text', block: 0, text: 'Half' }] });
    const growing = assistantMessage({ status: 'streaming' });
    const lanes = [
      { ...first, page: { entries: [entry(cut)], hasMore: false } },
      { ...second, page: { entries: [entry(growing)], hasMore: false } },
    ];
    const { main, user } = await renderLanes(lanes);
    main.answer('chat.continue', () => first);
    await user.click(screen.getByRole('button', { name: 'More for demo-ash' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Continue the last answer' }));
    expect(main.inputsOf('chat.continue')).toEqual([{ laneId: first.lane.id, messageId: cut.id }]);
    await user.click(screen.getByRole('button', { name: 'More for demo-birch' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Stop' }));
    expect(main.inputsOf('chat.stop')).toEqual([{ messageId: growing.id }]);
  });

  test('say in what it stands out', async () => {
    await renderLanes(answered(2));
    const marks = screen.getAllByRole('list', { name: 'Stands out in this turn' });
    expect(marks.map((list) => list.textContent)).toEqual(['longest']);
  });
});
