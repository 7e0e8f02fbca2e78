import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId, ConversationId, MessageId, TurnId, VoteId } from '../../../shared/ids.ts';
import type { Vote } from '../../../shared/vote.ts';
import { fakeMain, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { text } from '../../app/text/text.ts';
import { ScoreboardDialog } from './ScoreboardDialog.tsx';

const words = text.compare.scoreboard;

function vote(best: string, other: string, tag: string): Vote {
  const [winner, loser] = [best, other].map((name) => ({
    messageId: newId<MessageId>(),
    model: {
      connectionId: newId<ConnectionId>(),
      modelId: name.toLowerCase(),
      provider: 'demo',
      modelName: name,
      connectionName: 'Demo',
    },
  }));
  if (winner === undefined || loser === undefined) throw new Error('There are two names.');
  return {
    id: newId<VoteId>(),
    conversationId: newId<ConversationId>(),
    turnId: newId<TurnId>(),
    replies: [winner, loser],
    verdict: { kind: 'better', messageId: winner.messageId },
    tag,
    createdAt: 0,
  };
}

async function renderScoreboard(votes: readonly Vote[]) {
  const main = fakeMain()
    .answer('votes.list', () => [...votes])
    .answer('votes.delete', () => ({}))
    .answer('votes.export', () => ({ fileName: 'scoreboard.csv' }));
  const view = await renderInWorkspace(<ScoreboardDialog onClose={() => undefined} />, main);
  return { ...view, main };
}

test('without a vote it says how to come to one', async () => {
  await renderScoreboard([]);
  expect(await screen.findByText(words.empty)).toBeInstanceOf(HTMLElement);
});

test('a share stands with its votes and its interval, and few votes are called few', async () => {
  await renderScoreboard([vote('Ash', 'Birch', 'code'), vote('Ash', 'Birch', '')]);
  const ash = await screen.findByRole('row', { name: /^Ash/ });
  expect(within(ash).getByText('100% (34% to 100%)')).toBeInstanceOf(HTMLElement);
  expect(ash.textContent).toContain(words.fewMark);
  expect(screen.getByText(words.total(2))).toBeInstanceOf(HTMLElement);
});

test('a vote can be deleted, and the file is written for the tag in sight', async () => {
  const [coded, other] = [vote('Ash', 'Birch', 'code'), vote('Birch', 'Ash', '')];
  const { main, user } = await renderScoreboard([coded, other]);
  await user.click(await screen.findByRole('combobox', { name: words.tag }));
  await user.click(await screen.findByRole('option', { name: 'code' }));
  await user.click(screen.getByRole('button', { name: words.export }));
  expect(await screen.findByText(words.saved('scoreboard.csv'))).toBeInstanceOf(HTMLElement);
  expect(main.inputsOf('votes.export')).toEqual([{ tag: 'code' }]);

  await user.click(screen.getByRole('radio', { name: words.views.votes }));
  await user.click(screen.getByRole('button', { name: /^Delete the vote/ }));
  await user.click(await screen.findByRole('button', { name: words.deleteConfirm }));
  expect(main.inputsOf('votes.delete')).toEqual([{ id: coded.id }]);
  // Nothing has the tag any more, so all that is left is shown.
  expect(await screen.findByRole('row', { name: /Birch better/ })).toBeInstanceOf(HTMLElement);
  expect(await screen.findByText(words.total(1))).toBeInstanceOf(HTMLElement);
});
