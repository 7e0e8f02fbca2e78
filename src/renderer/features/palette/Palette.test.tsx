import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { useCommand } from '../../app/commands/useCommands.ts';
import { activeTab } from '../../app/stores/tabsStore.ts';
import { demoConnection, fakeMain, renderInWorkspace, summary } from '../../app/testing/fakeWorkspace.tsx';
import { Palette } from './Palette.tsx';

/** The palette, opened once everything else is mounted. */
function LatePalette() {
  const [open, setOpen] = useState(false);
  const flip = () => {
    setOpen(!open);
  };
  return open ? <Palette onClose={flip} /> : <button onClick={flip}>Open</button>;
}

async function renderPalette() {
  const trip = summary('Trip plan');
  const onClose = vi.fn<() => void>();
  const opened = await renderInWorkspace(<Palette onClose={onClose} />, fakeMain({ conversations: [trip] }));
  return { ...opened, trip, onClose };
}

test('lists only commands that somebody can carry out, and runs the chosen one', async () => {
  const ran: string[] = [];
  /** Stands for the part of the window that can do it. */
  function Sidebar() {
    useCommand('sidebar.toggle', () => ran.push('sidebar'));
    return null;
  }
  const { user } = await renderInWorkspace(
    <>
      <Sidebar />
      <LatePalette />
    </>,
  );
  await user.click(screen.getByRole('button', { name: 'Open' }));
  await screen.findByRole('combobox');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Show or hide the sidebarCtrl+B',
  ]);
  await user.keyboard('{Enter}');
  expect(ran).toEqual(['sidebar']);
});

test('finds a chat by a few of its letters and opens it', async () => {
  const { workspace, user, trip, onClose } = await renderPalette();
  await user.type(await screen.findByRole('combobox'), 'trpl');
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Trip plan']);
  await user.keyboard('{Enter}');
  expect(activeTab(workspace.tabs.getState())?.conversationId).toBe(trip.conversation.id);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a model opens a new chat with it', async () => {
  const { main, user } = await renderPalette();
  await user.type(await screen.findByRole('combobox'), 'writer');
  await user.keyboard('{Enter}');
  expect(main.inputsOf('conversations.create').at(-1)).toMatchObject({
    lanes: [{ connectionId: demoConnection.id, modelId: 'demo-writer' }],
  });
});
