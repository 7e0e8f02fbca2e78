import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import { newId } from '../../../shared/ids.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { Total } from '../../../shared/money.ts';
import type { Settings } from '../../../shared/settings.ts';
import { RequestError } from '../../app/client.ts';
import { initialSettings } from '../../app/stores/settingsStore.ts';
import type { SettingsSection } from '../../app/stores/viewStore.ts';
import { demoConnection, fakeMain, loaded, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';

const work: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  createdAt: 1,
  updatedAt: 1,
  provider: 'openai',
};

function Dialog({ first }: { readonly first: SettingsSection }) {
  const [section, setSection] = useState(first);
  return (
    <SettingsDialog
      section={section}
      onSectionChange={setSection}
      connections={null}
      onClose={() => undefined}
    />
  );
}

async function openSection(section: SettingsSection, settings: Partial<Settings> = {}, main = fakeMain()) {
  main.answer('workspace.load', () =>
    loaded({ settings: { ...initialSettings, ...settings }, connections: [demoConnection, work] }),
  );
  return renderInWorkspace(<Dialog first={section} />, main);
}

describe('the network', () => {
  test('takes effect when an address is whole, and says what is wrong with it until then', async () => {
    const { user, main, workspace } = await openSection('network');
    await user.click(screen.getByRole('combobox', { name: 'Proxy' }));
    await user.click(await screen.findByRole('option', { name: 'Manual' }));
    const address = screen.getByRole('textbox', { name: 'Address of the proxy' });
    await user.type(address, 'ftp://x');
    await user.tab();
    expect(screen.getByText(/This is not the address of a proxy/)).toBeTruthy();
    expect(main.inputsOf('settings.save')).toEqual([]);
    await user.clear(address);
    await user.type(address, 'proxy.example.com:8080');
    await user.tab();
    expect(workspace.settings.getState().settings.network?.proxy).toEqual({
      kind: 'manual',
      url: 'http://proxy.example.com:8080',
      bypass: [],
    });
  });

  test('hands the password over once and keeps it nowhere', async () => {
    const { user, main, workspace } = await openSection('network');
    main.answer('network.setProxyPassword', () => ({}));
    const account = within(screen.getByRole('form', { name: 'If the proxy asks for a password' }));
    await user.type(account.getByRole('textbox', { name: 'User name' }), 'me');
    await user.type(account.getByLabelText('Password'), 'canary-42');
    await user.click(account.getByRole('button', { name: 'Save password' }));
    await waitFor(() => {
      expect(account.getByRole('status').textContent).toBe('The password is saved.');
    });
    expect(main.inputsOf('network.setProxyPassword')).toEqual([
      { credentials: { user: 'me', password: 'canary-42' } },
    ]);
    expect(account.getByLabelText<HTMLInputElement>('Password').value).toBe('');
    expect(JSON.stringify(workspace.settings.getState())).not.toContain('canary-42');
    await user.click(account.getByRole('button', { name: 'Forget' }));
    expect(main.inputsOf('network.setProxyPassword').at(-1)).toEqual({ credentials: null });
  });

  test('shows a chosen authority by the name of its file', async () => {
    const { user, main, workspace } = await openSection('network');
    main.answer('network.chooseAuthority', () => ({ fileName: 'company.pem', pem: 'PEM' }));
    await user.click(screen.getByRole('button', { name: 'Choose a file…' }));
    expect(await screen.findByText('company.pem')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove' }));
    expect(workspace.settings.getState().settings.network?.extraAuthority).toBeNull();
  });
});

describe('budgets', () => {
  test('are kept when a field is left, and taken away when it is emptied', async () => {
    const { user, workspace } = await openSection('budgets');
    const limits = () => workspace.settings.getState().settings.budgets;
    await user.type(screen.getByRole('textbox', { name: 'Stop at, All together, per month' }), '20');
    await user.tab();
    expect(limits()).toMatchObject({ month: { hard: 20 } });
    const warning = screen.getByRole('textbox', { name: 'Warn from, Work, per month' });
    await user.type(warning, '2,50');
    await user.tab();
    expect(limits()).toMatchObject({ month: { hard: 20 }, connections: { [work.id]: { soft: 2.5 } } });
    await user.clear(warning);
    await user.tab();
    expect(limits()).toEqual({ month: { hard: 20 }, connections: {} });
  });

  test('are not changed by what is no amount', async () => {
    const { user, main } = await openSection('budgets', { budgets: { month: { soft: 5 } } });
    const field = screen.getByRole<HTMLInputElement>('textbox', {
      name: 'Warn from, All together, per month',
    });
    expect(field.value).toBe('5');
    await user.type(field, ' euros');
    await user.tab();
    expect(screen.getByText(/Enter an amount such as/)).toBeTruthy();
    expect(main.inputsOf('settings.save')).toEqual([]);
  });
});

describe('usage', () => {
  const total = (fields: Partial<Total>): Total => ({
    usd: 0,
    replies: 0,
    unknown: 0,
    inputTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    ...fields,
  });

  test('tells sums, and what they lack in words', async () => {
    const main = fakeMain().answer('costs.summary', () => ({
      today: total({ replies: 3, unknown: 3, inputTokens: 900 }),
      month: total({ usd: 12.3, replies: 40, unknown: 3, inputTokens: 2_000_000, cachedTokens: 500_000 }),
      days: [{ day: '2026-11-22', total: total({ usd: 12.3, replies: 37 }) }],
      connections: [{ connectionId: work.id, name: 'Work', total: total({ usd: 12.3, replies: 40 }) }],
    }));
    await openSection('usage', {}, main);
    expect(await screen.findByText('$12.30', { selector: '.usage-sum' })).toBeTruthy();
    expect(screen.getByText('Unknown', { selector: '.usage-sum' })).toBeTruthy();
    expect(screen.getByText('40 replies, 3 replies with unknown price')).toBeTruthy();
    expect(screen.getByText(/500K from cache/)).toBeTruthy();
    const days = within(screen.getByRole('region', { name: 'By day' }));
    expect(days.getByText('Sun, Nov 22')).toBeTruthy();
    expect(within(screen.getByRole('region', { name: /^By connection/ })).getByText('Work')).toBeTruthy();
  });

  test('can be read again after a failure', async () => {
    const main = fakeMain().answer('costs.summary', () => {
      throw new RequestError(new AppError('history/locked', '').toInfo());
    });
    const { user } = await openSection('usage', {}, main);
    expect(await screen.findByRole('alert')).toBeTruthy();
    main.answer('costs.summary', () => ({ today: total({}), month: total({}), days: [], connections: [] }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing yet')).toBeTruthy();
  });
});

describe('about', () => {
  test('says truly where keys and chats lie', async () => {
    const { workspace } = await openSection('about');
    expect(screen.getByText(/Keys lie in the keychain/)).toBeTruthy();
    workspace.status.setState({ secrets: { kind: 'session', reason: 'locked' } });
    expect(await screen.findByText(/Keys are held in memory/)).toBeTruthy();
    expect(screen.queryByText(/Keys lie in the keychain/)).toBeNull();
    expect(screen.queryByText(/encrypted with a key from the same keychain/)).toBeNull();
  });
});
