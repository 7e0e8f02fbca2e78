import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeMain, renderInWorkspace, savedTab, summary } from '../testing/fakeWorkspace.tsx';
import { TabStrip } from './TabStrip.tsx';

async function renderTabs(titles: readonly string[]) {
  const chats = titles.map((title) => summary(title));
  const tabs = chats.map((chat, position) =>
    savedTab(chat.conversation.id, { position, active: position === 0 }),
  );
  const main = fakeMain({ conversations: chats, tabs });
  const opened = await renderInWorkspace(<TabStrip panelId="panel" />, main);
  return { ...opened, chats };
}

const tab = (name: string | RegExp) => screen.getByRole('tab', { name });
const names = () => screen.getAllByRole('tab').map((each) => each.textContent);
const selected = () => screen.getByRole('tab', { selected: true }).textContent;

test('one tab is in the tab order; arrow keys show its neighbours and bring the focus along', async () => {
  const { user } = await renderTabs(['A', 'B', 'C']);
  act(() => {
    tab('A').focus();
  });
  await user.keyboard('{ArrowRight}');
  expect(selected()).toBe('B');
  await expect.poll(() => document.activeElement).toBe(tab('B'));
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(selected()).toBe('C');
  expect(screen.getAllByRole('tab').filter((each) => each.tabIndex === 0)).toHaveLength(1);
});

test('Delete, a middle click and the cross close', async () => {
  const { user } = await renderTabs(['A', 'B', 'C', 'D']);
  act(() => {
    tab('A').focus();
  });
  await user.keyboard('{Delete}');
  await user.pointer({ keys: '[MouseMiddle]', target: tab('C') });
  expect(names()).toEqual(['B', 'D']);
  const cross = tab('D').querySelector('[aria-hidden="true"]:has(svg)');
  if (cross === null) throw new Error('a tab has a cross');
  await user.click(cross);
  expect(names()).toEqual(['B']);
});

test('a streaming reply and an unseen one are told in words', async () => {
  const { main, chats } = await renderTabs(['A', 'B']);
  const [, second] = chats;
  if (second === undefined) throw new Error('two chats');
  act(() => {
    main.tell('conversation.changed', { summary: { ...second, streaming: true } });
  });
  expect(tab('B, answering')).toBeDefined();
  act(() => {
    main.tell('conversation.changed', { summary: second });
  });
  expect(tab('B, new answer')).toBeDefined();
});

test('the menu of a tab pins and moves it', async () => {
  const { user } = await renderTabs(['A', 'B', 'C']);
  const choose = async (name: string, item: string) => {
    await user.pointer({ keys: '[MouseRight]', target: tab(name) });
    await user.click(await screen.findByRole('menuitem', { name: item }));
  };
  await choose('C', 'Pin tab');
  expect(names()).toEqual(['C, pinned', 'A', 'B']);
  await choose('A', 'Move right');
  expect(names()).toEqual(['C, pinned', 'B', 'A']);
});
