import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../../shared/connection.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { EventName, EventPayloads } from '../../../../shared/ipc/events.ts';
import { newId } from '../../../../shared/ids.ts';
import type { ConnectionId } from '../../../../shared/ids.ts';
import type { SignInState } from '../../../../shared/signIn.ts';
import type { FakeMain } from '../../../app/testing/FakeMain.ts';
import { demoConnection, fakeMain, renderInWorkspace } from '../../../app/testing/fakeWorkspace.tsx';
import { text } from '../../../app/text/text.ts';
import { TopLayerProvider } from '../../../ui/TopLayer.tsx';
import { ConnectionsPanel } from '../ConnectionsPanel.tsx';
import { CodeQuestions } from './CodeQuestions.tsx';
import { SignInCards } from './SignInCards.tsx';

const work: Connection = {
  id: newId<ConnectionId>(),
  name: 'Work',
  createdAt: 1,
  updatedAt: 1,
  provider: 'bedrock',
  region: 'eu-central-1',
  auth: {
    kind: 'sso',
    startUrl: 'https://example.awsapps.com/start',
    ssoRegion: 'eu-central-1',
    accountId: '123456789012',
    roleName: 'Admin',
  },
};

const connected = () => fakeMain({ connections: [demoConnection, work] });
const waiting: SignInState = {
  kind: 'waiting',
  userCode: 'WDJB-MJHT',
  verificationHost: 'example.awsapps.com',
  expiresAt: Date.now() + 600_000,
};

function tell<E extends EventName>(main: FakeMain, name: E, payload: EventPayloads[E]): void {
  act(() => {
    main.tell(name, payload);
  });
}

describe('signing in beside the chat', () => {
  test('shows the code while the browser is waited for, and goes when it is done', async () => {
    const main = connected().answer('signIn.cancel', () => ({}));
    const { user } = await renderInWorkspace(<SignInCards />, main);
    expect(screen.queryByRole('region')).toBeNull();
    tell(main, 'signIn.changed', { connectionId: work.id, state: waiting });
    const card = within(screen.getByRole('region', { name: 'Sign in to Work' }));
    expect(card.getByText('WDJB-MJHT')).toBeTruthy();
    expect(card.getByText(/example\.awsapps\.com/)).toBeTruthy();
    expect(card.getByText(/^Valid for (10:00|9:5\d) more$/)).toBeTruthy();
    await user.click(card.getByRole('button', { name: 'Copy code' }));
    expect(await navigator.clipboard.readText()).toBe('WDJB-MJHT');
    await user.click(card.getByRole('button', { name: 'Cancel' }));
    expect(main.inputsOf('signIn.cancel')).toEqual([{ connectionId: work.id }]);
    expect(screen.queryByRole('region')).toBeNull();
  });

  test('says why it failed and begins again on request', async () => {
    const main = connected().answer('signIn.begin', () => ({}));
    const { user } = await renderInWorkspace(<SignInCards />, main);
    const error = new AppError('sign-in/expired', '').toInfo();
    tell(main, 'signIn.changed', { connectionId: work.id, state: { kind: 'failed', error } });
    expect(screen.queryByRole('region')).toBeNull();
    tell(main, 'signIn.changed', { connectionId: work.id, state: waiting });
    tell(main, 'signIn.changed', { connectionId: work.id, state: { kind: 'failed', error } });
    expect(screen.getByRole('alert').textContent).toContain('Nobody confirmed the code');
    await user.click(screen.getByRole('button', { name: 'Sign in again' }));
    expect(main.inputsOf('signIn.begin')).toEqual([{ connection: work }]);
    tell(main, 'signIn.changed', { connectionId: work.id, state: { kind: 'signed-in', expiresAt: null } });
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('the code of a device', () => {
  const question = {
    requestId: 'r1',
    connectionName: 'Work',
    device: 'arn:aws:iam::123456789012:mfa/me',
    again: false,
  };

  test('is asked for, taken with spaces, and sent once', async () => {
    const main = connected().answer('signIn.answerCode', () => ({}));
    const { user, workspace } = await renderInWorkspace(<CodeQuestions />, main);
    tell(main, 'code.asked', question);
    const dialog = within(await screen.findByRole('dialog', { name: text.connections.code.title }));
    expect(dialog.getByText(question.device)).toBeTruthy();
    const field = dialog.getByRole('textbox', { name: 'Code' });
    await user.type(field, '123{Enter}');
    expect(dialog.getByText('A code has six digits.')).toBeTruthy();
    expect(main.inputsOf('signIn.answerCode')).toEqual([]);
    await user.clear(field);
    await user.click(field);
    await user.paste(' 123 456 ');
    await user.keyboard('{Enter}');
    expect(main.inputsOf('signIn.answerCode')).toEqual([{ requestId: 'r1', code: '123456' }]);
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(JSON.stringify(workspace.codeQuestions.getState())).not.toContain('123456');
  });

  test('says when the last one was refused, and is given up with Esc', async () => {
    const main = connected().answer('signIn.answerCode', () => ({}));
    const { user } = await renderInWorkspace(<CodeQuestions />, main);
    tell(main, 'code.asked', { ...question, again: true });
    expect(await screen.findByText(/This code was not accepted/)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(main.inputsOf('signIn.answerCode')).toEqual([{ requestId: 'r1', code: null }]);
  });

  test('stands inside the dialog that is open, so that nobody is kept from it, and Esc closes it alone', async () => {
    const main = connected()
      .answer('signIn.answerCode', () => ({}))
      .answer('connections.describeSecret', () => null);
    const { user } = await renderInWorkspace(
      <TopLayerProvider content={<CodeQuestions />}>
        <ConnectionsPanel target={work.id} onTargetChange={() => undefined} />
      </TopLayerProvider>,
      main,
    );
    await screen.findByRole('dialog', { name: 'Edit Work' });
    tell(main, 'code.asked', question);
    expect(await screen.findByRole('dialog', { name: text.connections.code.title })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: 'Code' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(main.inputsOf('signIn.answerCode')).toEqual([{ requestId: 'r1', code: null }]);
    expect(await screen.findByRole('dialog', { name: 'Edit Work' })).toBeTruthy();
  });

  test('is asked for one after the other, and no longer once it is withdrawn', async () => {
    const main = connected();
    await renderInWorkspace(<CodeQuestions />, main);
    tell(main, 'code.asked', question);
    tell(main, 'code.asked', { ...question, requestId: 'r2', connectionName: 'Other' });
    expect(await screen.findByText(/“Work”/)).toBeTruthy();
    tell(main, 'code.withdrawn', { requestId: 'r1' });
    expect(await screen.findByText(/“Other”/)).toBeTruthy();
    tell(main, 'code.withdrawn', { requestId: 'r2' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(main.inputsOf('signIn.answerCode')).toEqual([]);
  });
});

describe('the list of connections', () => {
  const panel = <ConnectionsPanel target={null} onTargetChange={() => undefined} />;

  test('says how long a session lasts, and signs in again', async () => {
    const main = connected()
      .answer('signIn.state', () => ({ kind: 'signed-in', expiresAt: Date.now() + 46.5 * 60_000 }))
      .answer('signIn.begin', () => ({}));
    const { user } = await renderInWorkspace(panel, main);
    expect(await screen.findByText('Signed in · 47 min left')).toBeTruthy();
    expect(main.inputsOf('signIn.state')).toEqual([{ connection: work }]);
    tell(main, 'signIn.changed', { connectionId: work.id, state: { kind: 'signed-out' } });
    await user.click(screen.getByRole('button', { name: 'Sign in to Work' }));
    expect(main.inputsOf('signIn.begin')).toEqual([{ connection: work }]);
    tell(main, 'signIn.changed', { connectionId: work.id, state: waiting });
    expect(screen.getByText('WDJB-MJHT')).toBeTruthy();
  });
});

describe('the form of IAM Identity Center', () => {
  test('signs in, then lets an account and a role be chosen', async () => {
    const main = fakeMain().answer('connections.save', () => ({}));
    main.answer('signIn.ssoAccounts', () => [
      { accountId: '123456789012', accountName: 'Research', roleNames: ['Admin', 'ReadOnly'] },
      { accountId: '210987654321', accountName: 'Production', roleNames: ['ReadOnly'] },
    ]);
    const { user } = await renderInWorkspace(
      <ConnectionsPanel target="new" onTargetChange={() => undefined} />,
      main,
    );
    await user.click(await screen.findByRole('option', { name: /^Amazon Bedrock Claude/ }));
    await user.click(await screen.findByRole('combobox', { name: 'Sign in with' }));
    await user.click(await screen.findByRole('option', { name: 'IAM Identity Center' }));
    expect(screen.getByRole('button', { name: 'Sign in and choose an account' })).toHaveProperty(
      'disabled',
      true,
    );
    await user.type(screen.getByRole('textbox', { name: 'Start URL' }), 'example.awsapps.com/start');
    await user.click(screen.getByRole('button', { name: 'Sign in and choose an account' }));
    await user.click(screen.getByRole('combobox', { name: 'Account' }));
    await user.click(await screen.findByRole('option', { name: /Research/ }));
    await user.click(screen.getByRole('combobox', { name: 'Role' }));
    await user.click(await screen.findByRole('option', { name: 'Admin' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(main.inputsOf('connections.save')).toMatchObject([
      {
        connection: {
          auth: {
            kind: 'sso',
            startUrl: 'https://example.awsapps.com/start',
            ssoRegion: 'us-east-1',
            accountId: '123456789012',
            roleName: 'Admin',
          },
        },
      },
    ]);
  });
});
