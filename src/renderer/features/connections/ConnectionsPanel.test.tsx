import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import { newId } from '../../../shared/ids.ts';
import type { RouteName } from '../../../shared/ipc/routes.ts';
import { RequestError } from '../../app/client.ts';
import type { ConnectionTarget } from '../../app/stores/viewStore.ts';
import { fakeMain, renderInWorkspace } from '../../app/testing/fakeWorkspace.tsx';
import { ConnectionsPanel } from './ConnectionsPanel.tsx';

afterEach(cleanup);

const key = 'sk-canary-0123456789';
const saved: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  createdAt: 1,
  updatedAt: 1,
  provider: 'openai',
};

function Panel() {
  const [target, setTarget] = useState<ConnectionTarget>(null);
  return <ConnectionsPanel target={target} onTargetChange={setTarget} />;
}

/** The panel in a window with these connections; a test adds what main answers. */
async function renderPanel(connections: readonly Connection[] = []) {
  const rendered = await renderInWorkspace(<Panel />, fakeMain({ connections: [...connections] }));
  return { ...rendered, inputsOf: (name: RouteName) => rendered.main.inputsOf(name) };
}

/** Opens the choice of a provider and takes the one with this name. */
const openForm = async (user: ReturnType<typeof userEvent.setup>, provider = 'OpenAI GPT') => {
  await user.click(screen.getByRole('button', { name: 'Connect a provider' }));
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${provider}`) }));
  return within(await screen.findByRole('dialog', { name: /^Connect / }));
};

describe('connecting a provider', () => {
  test('sends the key once and keeps it nowhere', async () => {
    const { main, user, inputsOf, workspace } = await renderPanel();
    main.answer('connections.save', () => ({}));
    main.answer('connections.models', () => []);
    const form = await openForm(user);
    await user.type(form.getByLabelText('API key'), key);
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(inputsOf('connections.save')).toMatchObject([
      { connection: { provider: 'openai', name: 'OpenAI' }, secret: { apiKey: key } },
    ]);
    expect(screen.getByText('OpenAI', { selector: '.connections-name' })).toBeTruthy();
    expect(document.documentElement.outerHTML).not.toContain(key);
    expect(JSON.stringify(workspace.connections.getState())).not.toContain(key);
  });

  test('completes an address in plain sight and tries the connection without losing the form', async () => {
    const error = new AppError('network/refused', 'ECONNREFUSED', {
      details: { host: '127.0.0.1:11434' },
    }).toInfo();
    const { main, user, inputsOf } = await renderPanel();
    main.answer('connections.test', () => ({ ok: false, error, hops: [] }));
    const form = await openForm(user, 'Any OpenAI-compatible server');
    const address = form.getByRole<HTMLInputElement>('textbox', { name: 'Base URL' });
    await user.type(address, '127.0.0.1:11434/v1/');
    await user.type(form.getByLabelText('API key'), key);
    await user.click(form.getByRole('button', { name: 'Test connection' }));
    expect(form.getByText('Completed to http://127.0.0.1:11434/v1')).toBeTruthy();
    expect(await form.findByText('Nothing answers at 127.0.0.1:11434.')).toBeTruthy();
    expect(address.value).toBe('http://127.0.0.1:11434/v1');
    expect(form.getByLabelText<HTMLInputElement>('API key').value).toBe(key);
    expect(inputsOf('connections.test')).toMatchObject([{ secret: { apiKey: key } }]);
  });

  test('says how many models answer', async () => {
    const { main, user } = await renderPanel();
    main.answer('connections.test', () => ({ ok: true, modelCount: 12, hops: [] }));
    const form = await openForm(user);
    await user.click(form.getByRole('button', { name: 'Test connection' }));
    expect((await form.findByRole('status')).textContent).toContain('12 models');
  });

  test('asks before anything goes unencrypted to another machine', async () => {
    const { main, user, inputsOf } = await renderPanel();
    main.answer('connections.save', ({ allowInsecure }) => {
      if (allowInsecure === true) return {};
      throw new RequestError(
        new AppError('connection/insecure-url', '', { details: { host: 'box' } }).toInfo(),
      );
    });
    main.answer('connections.models', () => []);
    const form = await openForm(user, 'Any OpenAI-compatible server');
    await user.type(form.getByRole('textbox', { name: 'Base URL' }), 'http://box/v1');
    await user.click(form.getByRole('button', { name: 'Save' }));
    await user.click(
      await form.findByRole('checkbox', { name: 'Send keys and messages to box unencrypted' }),
    );
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(inputsOf('connections.save')).toMatchObject([{}, { allowInsecure: true }]);
  });

  test('asks Bedrock for nothing but what the way to sign in needs', async () => {
    const { main, user, inputsOf } = await renderPanel();
    main.answer('connections.awsProfiles', () => [{ name: 'work', region: 'eu-central-1' }]);
    main.answer('connections.save', () => ({}));
    main.answer('connections.models', () => []);
    const form = await openForm(user, 'Amazon Bedrock Claude');
    expect(form.queryByLabelText('API key')).toBeNull();
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(form.getByText('Enter the name of a profile.')).toBeTruthy();
    await user.type(form.getByRole('combobox', { name: 'Profile' }), 'work');
    expect(form.getByRole<HTMLInputElement>('combobox', { name: 'Region' }).value).toBe('eu-central-1');
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(inputsOf('connections.save')).toMatchObject([
      {
        connection: {
          provider: 'bedrock',
          region: 'eu-central-1',
          auth: { kind: 'profile', profile: 'work' },
        },
      },
    ]);
    expect(inputsOf('connections.save')[0]).not.toHaveProperty('secret');
  });

  test('unfolds what has to be put right first, and goes there', async () => {
    const { user } = await renderPanel();
    const form = await openForm(user);
    expect(document.activeElement).toBe(form.getByLabelText('API key'));
    const more = form.getByText('More settings');
    await user.click(more);
    const gateway = form.getByRole('textbox', { name: 'Address of a gateway' });
    await user.type(gateway, 'not an address');
    await user.click(more);
    await user.click(form.getByRole('button', { name: 'Save' }));
    expect(gateway.closest('details')?.open).toBe(true);
    expect(document.activeElement).toBe(gateway);
  });

  test('adds a server that runs already with one click', async () => {
    const { main, user, inputsOf } = await renderPanel();
    const found = { preset: 'ollama' as const, baseUrl: 'http://127.0.0.1:11500/v1', modelCount: 3 };
    main.answer('connections.discover', () => [found]);
    main.answer('connections.save', () => ({}));
    await user.click(screen.getByRole('button', { name: 'Connect a provider' }));
    await user.click(await screen.findByRole('option', { name: 'Ollama Running, with 3 models' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(inputsOf('connections.save')).toMatchObject([
      { connection: { name: 'Ollama', preset: 'ollama', baseUrl: found.baseUrl } },
    ]);
    expect(screen.getByText('Ollama · 127.0.0.1:11500')).toBeTruthy();
  });

  test('fills the form with a profile of AWS that is chosen by its name', async () => {
    const { main, user } = await renderPanel();
    main.answer('connections.awsProfiles', () => [{ name: 'work', region: 'eu-central-1' }]);
    const form = await openForm(user, 'AWS profile “work”');
    expect(form.getByRole<HTMLInputElement>('combobox', { name: 'Region' }).value).toBe('eu-central-1');
    expect(form.getByRole<HTMLInputElement>('combobox', { name: 'Profile' }).value).toBe('work');
  });

  test('shows how far a test came, in words', async () => {
    const { main, user } = await renderPanel();
    const error = new AppError('network/tls', '', {
      details: { host: 'api.openai.com', hop: 'tls' },
    }).toInfo();
    main.answer('connections.test', () => ({
      ok: false,
      error,
      hops: [
        { hop: 'dns', ms: 12.4 },
        { hop: 'tcp', ms: 0.2 },
      ],
    }));
    const form = await openForm(user);
    await user.click(form.getByRole('button', { name: 'Test connection' }));
    const way = within(await form.findByRole('list', { name: 'The way to the server' }));
    expect(way.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Name 12 ms',
      'Connection under 1 ms',
      'Encryption failed here',
      'Answer not reached',
      'Sign-in not reached',
    ]);
  });

  test('says where keys go when the keychain is closed', async () => {
    const { user, workspace } = await renderPanel();
    workspace.status.setState({ secrets: { kind: 'session', reason: 'locked' } });
    const form = await openForm(user);
    expect(form.getByText(/The keychain is locked\./)).toBeTruthy();
  });
});

describe('a connection that exists', () => {
  const stored = {
    apiKeyLastFour: '6789',
    accessKeyIdLastFour: null,
    hasSessionToken: false,
    headerNames: [],
  };

  test('shows the end of its key and keeps it when nothing new is typed', async () => {
    const { main, user, inputsOf } = await renderPanel([saved]);
    main.answer('connections.describeSecret', () => stored);
    main.answer('connections.save', () => ({}));
    main.answer('connections.models', () => []);
    await user.click(screen.getByRole('button', { name: 'Edit Work' }));
    const form = within(await screen.findByRole('dialog', { name: 'Edit Work' }));
    expect(await form.findByText('••••6789')).toBeTruthy();
    expect(form.queryByLabelText('API key', { selector: 'input' })).toBeNull();
    await user.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(inputsOf('connections.save')).toHaveLength(1);
    });
    expect(inputsOf('connections.save')[0]).not.toHaveProperty('secret');
  });

  test('forgets its key on request', async () => {
    const { main, user, inputsOf } = await renderPanel([saved]);
    main.answer('connections.describeSecret', () => stored);
    main.answer('connections.deleteSecret', () => ({}));
    await user.click(screen.getByRole('button', { name: 'Edit Work' }));
    await user.click(await screen.findByRole('button', { name: 'Delete key' }));
    expect(await screen.findByLabelText('API key')).toBeTruthy();
    expect(inputsOf('connections.deleteSecret')).toEqual([{ id: saved.id }]);
  });

  test('is deleted only after a question', async () => {
    const { main, user, inputsOf } = await renderPanel([saved]);
    main.answer('connections.delete', () => ({}));
    await user.click(screen.getByRole('button', { name: 'Delete Work' }));
    const question = within(await screen.findByRole('alertdialog', { name: 'Delete “Work”?' }));
    expect(inputsOf('connections.delete')).toEqual([]);
    await user.click(question.getByRole('button', { name: 'Delete' }));
    await waitFor(() => {
      expect(screen.queryByText('Work')).toBeNull();
    });
    expect(inputsOf('connections.delete')).toEqual([{ id: saved.id }]);
  });
});
