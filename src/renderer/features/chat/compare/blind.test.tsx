import { fc, test as propertyTest } from '@fast-check/vitest';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Conversation } from '../../../../shared/conversation.ts';
import type { LaneId } from '../../../../shared/ids.ts';
import { newId } from '../../../../shared/ids.ts';
import type { RouteOutput } from '../../../../shared/ipc/routes.ts';
import type { Vote } from '../../../../shared/vote.ts';
import { text } from '../../../app/text/text.ts';
import { assistantMessage, conversationId, entry, lane, laneId, userMessage } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';
import { initialState } from '../store/conversationState.ts';
import { inBlindOrder, shuffled } from './blindOrder.ts';
// Parts that the app loads when they are first needed are here already, so that no test waits for the disk.
import './CompareButtons.tsx';
import './VotePanel.tsx';

afterEach(cleanup);

const words = text.compare;
const otherLane = newId<LaneId>();
const names = { first: 'Sparrow', second: 'Nightingale' };

/** Two answers to one prompt, in blind mode with the second lane first. */
function blindPages(status: 'done' | 'error' = 'done') {
  const prompt = userMessage('Who sings?');
  const reply = (id: LaneId, name: string) =>
    assistantMessage({
      laneId: id,
      parentId: prompt.id,
      turnId: prompt.turnId,
      parts: [{ type: 'text', block: 0, text: 'A bird.' }],
      model: { ...assistantMessage().model, modelId: name, modelName: name, connectionName: 'Aviary' },
    });
  const replies = [
    reply(laneId, names.first),
    {
      ...reply(otherLane, names.second),
      status,
      error:
        status === 'error'
          ? {
              code: 'provider/unknown-model' as const,
              message: '',
              retryable: false,
              details: { modelId: names.second },
            }
          : null,
    },
  ] as const;
  const lanes = [lane({ modelId: names.first }), lane({ id: otherLane, position: 1, modelId: names.second })];
  return {
    replies,
    pages: lanes.map((shown, index) => ({
      lane: shown,
      page: {
        entries: [prompt, ...replies.slice(index, index + 1)].map((message) => entry(message)),
        hasMore: false,
      },
    })),
  };
}

async function renderBlind(pages: RouteOutput<'conversations.open'>['lanes'], votes: Vote[] = []) {
  const conversation: Conversation = {
    id: conversationId,
    title: 'Birds',
    titleSource: 'auto',
    pinned: false,
    trashedAt: null,
    view: { layout: 'columns', scrolling: 'free', blind: { order: [otherLane, laneId] } },
    createdAt: 0,
    updatedAt: 0,
    deviceId: newId(),
  };
  return renderChat(pages, (main) =>
    main
      .answer('conversations.open', () => ({ conversation, lanes: pages, live: [] }))
      .answer('conversations.configure', () => ({}))
      .answer('votes.list', () => votes)
      .answer('votes.put', () => ({}))
      .answer('votes.delete', () => ({})),
  );
}

const said = () => document.body.innerHTML;

describe('blind mode', () => {
  test('says no name, model id or connection until the vote, and then says them', async () => {
    const { replies, pages } = blindPages();
    const { main, user, workspace } = await renderBlind(pages);
    const vote = await screen.findByRole('group', { name: words.vote.label });
    for (const name of [...Object.values(names), 'Aviary']) expect(said()).not.toContain(name);
    expect(workspace.commands.isAvailable('transcript.export')).toBe(false);
    // The second lane stands first, so it is A.
    const panes = screen.getAllByRole('region', { name: /^Answer/ });
    expect(panes.map((pane) => pane.getAttribute('data-lane'))).toEqual([otherLane, laneId]);

    await user.click(within(vote).getByRole('button', { name: words.vote.better(words.blind.answer(0), 2) }));
    expect(await screen.findAllByText(names.second, { exact: false })).not.toHaveLength(0);
    expect(workspace.commands.isAvailable('transcript.export')).toBe(true);
    expect(main.inputsOf('votes.put')).toMatchObject([
      { verdict: { kind: 'better', messageId: replies[1].id }, tag: '' },
    ]);
    expect(vote.textContent).toContain(words.vote.voted.better(names.second, 2));

    await user.click(within(vote).getByRole('button', { name: words.vote.withdraw }));
    await waitFor(() => {
      expect(within(vote).getByText(words.vote.question(2))).toBeInstanceOf(HTMLElement);
    });
    for (const name of Object.values(names)) expect(vote.textContent).not.toContain(name);
  });

  test('a failure does not give its model away', async () => {
    await renderBlind(blindPages('error').pages);
    expect(await screen.findByText(words.blind.failed)).toBeInstanceOf(HTMLElement);
    expect(said()).not.toContain(names.second);
  });

  test('everything stays hidden while votes cannot be read', async () => {
    const { pages } = blindPages();
    const { main } = await renderBlind(pages);
    main.answer('votes.list', () => Promise.reject(new Error('The disk is gone.')));
    await screen.findByRole('group', { name: words.vote.label });
    expect(said()).not.toContain(names.first);
  });

  test('leaving it puts the lanes back and names them', async () => {
    const { main, user } = await renderBlind(blindPages().pages);
    await user.click(await screen.findByRole('button', { name: words.blind.button }));
    const panes = await screen.findAllByRole('region', { name: /Sparrow|Nightingale/ });
    expect(panes.map((pane) => pane.getAttribute('data-lane'))).toEqual([laneId, otherLane]);
    expect(main.inputsOf('conversations.configure')).toEqual([
      { id: conversationId, view: { layout: 'columns', scrolling: 'free' } },
    ]);
  });
});

describe('the order of chance', () => {
  propertyTest.prop([fc.array(fc.integer(), { maxLength: 8 })])('keeps every lane', (lanes) => {
    expect(shuffled(lanes).toSorted((a, b) => a - b)).toEqual(lanes.toSorted((a, b) => a - b));
  });

  test('is each order for one row of draws, so none is more likely', () => {
    const orders = new Set<string>();
    for (const third of [0, 1, 2]) {
      for (const second of [0, 1]) {
        const draws = [third, second];
        orders.add(shuffled(['a', 'b', 'c'], () => draws.shift() ?? 0).join(''));
      }
    }
    expect(orders.size).toBe(6);
  });

  test('leaves lanes alone that it does not name', () => {
    const ids = [newId<LaneId>(), newId<LaneId>(), newId<LaneId>()];
    const state = {
      ...initialState,
      settings: {
        view: {
          layout: 'grid' as const,
          scrolling: 'free' as const,
          blind: { order: ids.slice(0, 2).toReversed() },
        },
      },
      lanes: ids.map((id, position) => ({
        lane: lane({ id, position }),
        path: [],
        hasMore: false,
        loadingOlder: false,
      })),
    };
    const ordered = inBlindOrder(state);
    expect(ordered.lanes.map((view) => view.lane.id)).toEqual([ids[1], ids[0], ids[2]]);
    expect(inBlindOrder(ordered)).toBe(ordered);
  });
});
