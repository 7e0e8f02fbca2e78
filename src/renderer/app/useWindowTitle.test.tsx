import { act } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeMain, renderInWorkspace, savedTab, summary } from './testing/fakeWorkspace.tsx';
import { useWindowTitle } from './useWindowTitle.ts';

function Named() {
  useWindowTitle();
  return null;
}

test('the window is called what its chat is called, and nothing more while that is temporary', async () => {
  const { conversation, ...kept } = summary('A plan');
  const tabs = [savedTab(conversation.id, { active: true })];
  const main = fakeMain({ conversations: [{ conversation, ...kept }], tabs });
  await renderInWorkspace(<Named />, main);
  expect(document.title).toContain('A plan');
  act(() => {
    main.tell('conversation.changed', {
      summary: { ...kept, conversation: { ...conversation, temporary: true } },
    });
  });
  expect(document.title).toBe('Switchyard');
});
