import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { conversationId, lane } from '../testing/messages.ts';
import { renderChat } from '../testing/renderChat.tsx';
import { newId } from '../../../../shared/ids.ts';
import type { Conversation } from '../../../../shared/conversation.ts';

afterEach(cleanup);

const conversation: Conversation = {
  id: conversationId,
  title: '',
  titleSource: 'auto',
  pinned: false,
  trashedAt: null,
  temporary: true,
  createdAt: 0,
  updatedAt: 0,
  deviceId: newId(),
};

/** A chat that main has in memory only. */
async function temporaryChat() {
  let kept = false;
  const lanes = [{ lane: lane(), page: { entries: [], hasMore: false } }];
  return renderChat(lanes, (main) =>
    main
      .answer('conversations.open', () => {
        const { temporary: _temporary, ...rest } = conversation;
        return { conversation: kept ? rest : conversation, lanes, live: [] };
      })
      .answer('conversations.keep', () => {
        kept = true;
        return {};
      }),
  );
}

test('says that nothing is on disk until it is kept', async () => {
  const { main, user } = await temporaryChat();
  expect(screen.getByText('Temporary: nothing of this is on disk.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Keep' }));
  expect(main.inputsOf('conversations.keep')).toEqual([{ id: conversationId }]);
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  });
});

test('keeps the bytes of its files off the disk', async () => {
  const { main, user } = await temporaryChat();
  main.answer('attachments.choose', () => ({ added: [], refused: [] }));
  await user.click(screen.getByRole('button', { name: 'Add files' }));
  expect(main.inputsOf('attachments.choose')).toEqual([{ temporary: true }]);
});
