import { act, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { App } from './App.tsx';
import { RequestError } from './app/client.ts';
import { fakeMain, loaded, renderInWorkspace, savedTab, summary } from './app/testing/fakeWorkspace.tsx';

const status = () =>
  screen
    .getAllByRole('status')
    .map((region) => region.textContent)
    .join(' ');

describe('notices', () => {
  test('no keychain: says why, and that nothing is written', async () => {
    const { main } = await renderInWorkspace(<App />);
    expect(status()).not.toContain('keychain');
    act(() => {
      main.tell('secrets.changed', { state: { kind: 'session', reason: 'locked' } });
    });
    expect(status()).toContain('The keychain is locked.');
    expect(status()).toContain('nothing is written to disk');
  });

  test('a history that cannot be opened is told with its cause', async () => {
    const error = { code: 'history/newer-version', message: 'newer', retryable: false } as const;
    await renderInWorkspace(<App />, fakeMain({ history: { kind: 'memory', error } }));
    expect(status()).toContain('written by a newer version');
  });

  test('a damaged history is named until the news is dismissed', async () => {
    const history = { kind: 'persistent', quarantinedAs: 'history.damaged-1.db' } as const;
    const { user } = await renderInWorkspace(<App />, fakeMain({ history }));
    expect(status()).toContain('history.damaged-1.db');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(status()).not.toContain('history.damaged-1.db');
  });

  test('what fails behind the scenes is said, once', async () => {
    const chat = summary('Trip plan');
    const { main, workspace, user } = await renderInWorkspace(<App />, fakeMain({ conversations: [chat] }));
    main.answer('conversations.pin', () => {
      throw new RequestError({ code: 'history/disk-full', message: 'full', retryable: true });
    });
    await act(async () => {
      workspace.conversations.getState().pin(chat.conversation.id, true);
      workspace.conversations.getState().pin(chat.conversation.id, true);
      await Promise.resolve();
    });
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

test('when nothing can be read, the window says so and tries again', async () => {
  const main = fakeMain().answer('workspace.load', () => {
    throw new RequestError({ code: 'history/locked', message: 'locked', retryable: true });
  });
  const { user } = await renderInWorkspace(<App />, main);
  expect(screen.getByRole('alert').textContent).toContain('in use by another program');
  main.answer('workspace.load', () => loaded());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('tablist', { name: 'Open chats' })).toBeDefined();
});

test('theme and text size stand on the root element', async () => {
  const { workspace } = await renderInWorkspace(<App />);
  act(() => {
    workspace.settings.getState().change({ theme: 'dark', textSize: 150 });
  });
  const root = document.documentElement;
  expect(root.dataset['theme']).toBe('dark');
  expect(root.style.getPropertyValue('--text-scale')).toBe('1.5');
});

describe('the keyboard', () => {
  test('opens the palette, and reaches nothing behind it', async () => {
    const { user, workspace } = await renderInWorkspace(<App />);
    await user.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('combobox')).toBeDefined();
    await user.keyboard('{Control>}t{/Control}');
    expect(workspace.tabs.getState().tabs).toHaveLength(1);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('combobox')).toBeNull();
    await user.keyboard('{Control>}t{/Control}');
    await expect.poll(() => workspace.tabs.getState().tabs.length).toBe(2);
  });

  test('hides the sidebar, and search brings it back with the focus in its field', async () => {
    const { user } = await renderInWorkspace(<App />);
    await user.keyboard('{Control>}b{/Control}');
    expect(screen.queryByRole('complementary')).toBeNull();
    await user.keyboard('{Control>}{Shift>}F{/Shift}{/Control}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Search all chats' }));
  });
});

test('a reply that ends out of sight is said in a sentence', async () => {
  const [here, there] = [summary('Here'), summary('There')];
  const tabs = [
    savedTab(here.conversation.id, { position: 0, active: true }),
    savedTab(there.conversation.id, { position: 1 }),
  ];
  const { main } = await renderInWorkspace(<App />, fakeMain({ conversations: [here, there], tabs }));
  act(() => {
    main.tell('conversation.changed', { summary: { ...there, streaming: true } });
  });
  act(() => {
    main.tell('conversation.changed', { summary: there });
  });
  expect(status()).toContain('Reply finished in There.');
});
