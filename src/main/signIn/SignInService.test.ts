import { describe, expect, test } from 'vitest';
import { fakeUserCode } from '../../../e2e/providers/aws/tokens.ts';
import type { AwsAuth } from '../../shared/aws.ts';
import type { Connection, ConnectionSecret } from '../../shared/connection.ts';
import { newId } from '../../shared/ids.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { EventName, EventPayloads } from '../../shared/ipc/events.ts';
import { portal, ssoAuth, withAwsSignIn } from '../providers/aws/testing/AwsSignInRig.ts';
import type { AwsSignInRig } from '../providers/aws/testing/AwsSignInRig.ts';
import { CodeQuestions } from './CodeQuestions.ts';
import { SignInService } from './SignInService.ts';

type Told = {
  readonly [E in EventName]: { readonly name: E; readonly payload: EventPayloads[E] };
}[EventName];

const waiting = expect.objectContaining({
  kind: 'waiting',
  userCode: fakeUserCode,
  verificationHost: 'device.sso.us-east-1.amazonaws.com',
});
const keys: ConnectionSecret = { aws: { accessKeyId: 'AKIASOURCE', secretAccessKey: 'canary-secret' } };
const withMfa: AwsAuth = {
  kind: 'assume-role',
  roleArn: 'arn:aws:iam::222222222222:role/dev',
  source: { kind: 'access-key' },
  mfaSerial: 'arn:aws:iam::111111111111:mfa/me',
};

/** The service on top of the real sign-in, and everything that the window is told. */
class Desk {
  readonly told: Told[] = [];
  readonly logged: string[] = [];
  readonly codes = new CodeQuestions((name, payload) => {
    this.#hear(name, payload);
  });
  readonly service: SignInService;
  #heard: () => void = () => undefined;

  constructor(rig: AwsSignInRig) {
    const log = (...line: readonly unknown[]): void => {
      this.logged.push(JSON.stringify(line));
    };
    rig.answerCode = this.codes.ask;
    rig.onSession = (connection) => void this.service.sessionChanged(connection);
    this.service = new SignInService({
      aws: rig.signIn,
      secretFor: async () => keys,
      logger: { info: log, warn: log, error: log },
      emit: (name, payload) => {
        this.#hear(name, payload);
      },
    });
  }

  /** The states of connections that were told, in order. */
  get states(): readonly unknown[] {
    return this.told.flatMap((event) => (event.name === 'signIn.changed' ? [event.payload.state] : []));
  }

  /** Waits for the next event of a kind after those that were told before. */
  async hears<E extends EventName>(name: E, count = 1): Promise<EventPayloads[E]> {
    for (;;) {
      const found = this.told.filter((event) => event.name === name).at(count - 1);
      if (found !== undefined && isOf(found, name)) return found.payload;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  #hear<E extends EventName>(name: E, payload: EventPayloads[E]): void {
    const event: unknown = { name, payload };
    if (isTold(event)) this.told.push(event);
    this.#heard();
  }
}

function isTold(event: unknown): event is Told {
  return typeof event === 'object' && event !== null && 'payload' in event;
}

function isOf<E extends EventName>(
  event: Told,
  name: E,
): event is Told & { readonly name: E; readonly payload: EventPayloads[E] } {
  return event.name === name;
}

async function withDesk(check: (desk: Desk, rig: AwsSignInRig) => Promise<void>): Promise<void> {
  await withAwsSignIn(async (rig) => {
    const desk = new Desk(rig);
    await check(desk, rig);
    expect(JSON.stringify([desk.told, desk.logged])).not.toMatch(/canary|\b\d{6}\b/);
  });
}

describe('a form', () => {
  test('is told of the code, of the end, and what the state is meanwhile', () =>
    withDesk(async (desk, rig) => {
      const connection = rig.connection(ssoAuth);
      expect(await desk.service.state(connection)).toEqual({ kind: 'signed-out' });
      desk.service.begin(connection);
      desk.service.begin(connection);
      expect(await desk.hears('signIn.changed')).toEqual({ connectionId: connection.id, state: waiting });
      expect(await desk.service.state(connection)).toEqual(waiting);
      await rig.passSeconds(1);
      await desk.hears('signIn.changed', 2);
      const signedIn = { kind: 'signed-in', expiresAt: rig.clock.now() + 8 * 3_600_000 };
      expect(desk.states).toEqual([waiting, signedIn]);
      expect(await desk.service.state(connection)).toEqual(signedIn);
      expect(rig.openedPages).toHaveLength(1);
    }));

  test('can give up', () =>
    withDesk(async (desk, rig) => {
      rig.aws.browser('waits');
      const connection = rig.connection(ssoAuth);
      desk.service.begin(connection);
      await desk.hears('signIn.changed');
      desk.service.cancel(connection.id);
      await desk.hears('signIn.changed', 2);
      expect(desk.states).toEqual([waiting, { kind: 'signed-out' }]);
      expect(desk.logged).toEqual([]);
    }));

  test('is told why it failed', () =>
    withDesk(async (desk, rig) => {
      rig.aws.browser('is-late');
      desk.service.begin(rig.connection(ssoAuth));
      await rig.passSeconds(1);
      await desk.hears('signIn.changed', 2);
      expect(desk.states.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'sign-in/expired' } });
      expect(desk.logged).toHaveLength(1);
    }));

  test('gets accounts to choose from', () =>
    withDesk(async (desk, rig) => {
      const connectionId = newId<ConnectionId>();
      const listed = desk.service.ssoAccounts({ connectionId, ...portal });
      await rig.passSeconds(1);
      expect((await listed).map(({ accountName }) => accountName)).toEqual(['production', 'sandbox']);
      expect(desk.states).toEqual([waiting, { kind: 'signed-in', expiresAt: null }]);
    }));

  test('of a connection that has no session needs nothing', () =>
    withDesk(async (desk, rig) => {
      const connection: Connection = { ...base(), provider: 'openai' };
      expect(await desk.service.state(connection)).toEqual({ kind: 'not-needed' });
      desk.service.begin(connection);
      expect(await desk.service.renewSession(connection, new AbortController().signal)).toBe('cannot');
      expect(desk.states).toEqual([{ kind: 'not-needed' }]);
      expect(await desk.service.state(rig.connection({ kind: 'access-key' }))).toEqual({
        kind: 'not-needed',
      });
    }));
});

describe('a chat whose session ran out', () => {
  test('is renewed once for all lanes, and goes on waiting when one of them stops', () =>
    withDesk(async (desk, rig) => {
      rig.aws.browser('waits', 'confirms');
      const connection = rig.connection(ssoAuth);
      const stopped = new AbortController();
      const lanes = [stopped, new AbortController()].map(({ signal }) =>
        desk.service.renewSession(connection, signal),
      );
      await rig.passSeconds(1);
      stopped.abort();
      expect(await lanes[0]).toBe('cannot');
      await rig.passSeconds(1);
      expect(await lanes[1]).toBe('renewed');
      expect(rig.openedPages).toHaveLength(1);
      expect(desk.states).toEqual([waiting, expect.objectContaining({ kind: 'signed-in' })]);
    }));

  test('stays as it is when the person declines', () =>
    withDesk(async (desk, rig) => {
      rig.aws.browser('declines');
      const renewed = desk.service.renewSession(rig.connection(ssoAuth), new AbortController().signal);
      await rig.passSeconds(1);
      expect(await renewed).toBe('cannot');
      expect(desk.states).toEqual([waiting, { kind: 'signed-out' }]);
    }));
});

describe('the code of a device', () => {
  test('is asked in the window, and asked again where it was refused', () =>
    withDesk(async (desk, rig) => {
      rig.aws.acceptCodes('123456');
      const renewed = desk.service.renewSession(rig.connection(withMfa), new AbortController().signal);
      const first = await desk.hears('code.asked');
      expect(first).toMatchObject({ connectionName: 'Work', device: withMfa.mfaSerial, again: false });
      desk.codes.answer(first.requestId, '999999');
      const second = await desk.hears('code.asked', 2);
      expect(second).toMatchObject({ again: true });
      expect(second.requestId).not.toBe(first.requestId);
      desk.codes.answer(second.requestId, '123456');
      expect(await renewed).toBe('renewed');
    }));

  test('that a request asked for changes the state that is shown', () =>
    withDesk(async (desk, rig) => {
      rig.aws.acceptCodes('123456');
      const first = desk.service.signInFirst(rig.connection(withMfa), keys);
      desk.codes.answer((await desk.hears('code.asked')).requestId, '123456');
      await first;
      await desk.hears('signIn.changed');
      expect(desk.states).toEqual([expect.objectContaining({ kind: 'signed-in' })]);
    }));

  test('that nobody gives is no failure to be shown', () =>
    withDesk(async (desk, rig) => {
      desk.service.begin(rig.connection(withMfa));
      desk.codes.answer((await desk.hears('code.asked')).requestId, null);
      await desk.hears('signIn.changed');
      expect(desk.states).toEqual([{ kind: 'signed-out' }]);
    }));

  test('is withdrawn with the request that asked for it', () =>
    withDesk(async (desk, rig) => {
      const chat = new AbortController();
      const renewed = desk.service.renewSession(rig.connection(withMfa), chat.signal);
      const { requestId } = await desk.hears('code.asked');
      chat.abort();
      expect(await renewed).toBe('cannot');
      expect(await desk.hears('code.withdrawn')).toEqual({ requestId });
      desk.codes.answer(requestId, '123456');
      await desk.hears('signIn.changed');
    }));
});

function base() {
  return { id: newId<ConnectionId>(), name: 'Other', createdAt: 0, updatedAt: 0 };
}
