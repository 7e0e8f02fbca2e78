/**
 * Signing in with the help of a person, and what the window is told of it. The services that know how (today AWS) do the
 * work; here it is decided who may do so at a time: one sign-in a connection, begun by a form or by a chat whose session ran
 * out, and given up by a form or by the last chat that waits for it.
 */
import type { Connection, ConnectionSecret } from '../../shared/connection.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import type { ConnectionId } from '../../shared/ids.ts';
import type { SignInState, SsoAccount } from '../../shared/signIn.ts';
import type { EmitEvent } from '../chat/ports.ts';
import type { Logger } from '../logging/Logger.ts';
import type { Attendance, AwsConnection, AwsSessions, BrowserPrompt } from '../providers/aws/AwsSignIn.ts';
import { SharedTasks } from './SharedTasks.ts';

interface SignInServiceOptions {
  readonly aws: Omit<AwsSessions, 'forget'>;
  readonly secretFor: (connection: Connection) => Promise<ConnectionSecret | null>;
  readonly emit: EmitEvent;
  readonly logger: Logger;
}

/** The choice that a form offers once a person has signed in to IAM Identity Center. */
export interface SsoPortal {
  readonly connectionId: ConnectionId;
  readonly startUrl: string;
  readonly ssoRegion: string;
}

/** Something that may ask a person, and how things stand when it is over, one way or the other. */
interface Errand {
  readonly connectionId: ConnectionId;
  readonly work: (attendance: Attendance) => Promise<void>;
  readonly stateAfter: (end: 'done' | 'given-up') => Promise<SignInState>;
}

interface Attempt {
  readonly abort: AbortController;
  prompt: BrowserPrompt | null;
}

const unattended = new AbortController().signal;

function isAws(connection: Connection): connection is AwsConnection {
  return connection.provider === 'bedrock' || connection.provider === 'sagemaker';
}

function waitingState({ userCode, host, expiresAt }: BrowserPrompt): SignInState {
  return { kind: 'waiting', userCode, verificationHost: host, expiresAt };
}

function wasGivenUp(caught: unknown): boolean {
  return caught instanceof AppError && caught.code === 'sign-in/cancelled';
}

export class SignInService {
  readonly #options: SignInServiceOptions;
  readonly #attempts = new Map<ConnectionId, Attempt>();
  readonly #renewals = new SharedTasks<'renewed' | 'cannot'>();

  constructor(options: SignInServiceOptions) {
    this.#options = options;
  }

  /** Begins to sign in and returns; `signIn.changed` tells how it goes. Does nothing where that is under way already. */
  begin(connection: Connection): void {
    if (this.#attempts.has(connection.id)) return;
    if (!isAws(connection)) {
      this.#tell(connection.id, { kind: 'not-needed' });
      return;
    }
    const { aws, secretFor, logger } = this.#options;
    const signedIn = this.#attend(unattended, {
      connectionId: connection.id,
      work: async (attendance) => {
        await aws.signIn({ connection, secret: await secretFor(connection) }, attendance);
      },
      stateAfter: () => aws.state(connection),
    });
    signedIn.catch((caught: unknown) => {
      // The window has been told.
      if (!wasGivenUp(caught)) logger.info('Signing in failed.', { code: toErrorInfo(caught).code });
    });
  }

  /** Gives up what was begun, by a form or by a chat. */
  cancel(connectionId: ConnectionId): void {
    this.#attempts.get(connectionId)?.abort.abort();
  }

  async state(connection: Connection): Promise<SignInState> {
    const prompt = this.#attempts.get(connection.id)?.prompt ?? null;
    if (prompt !== null) return waitingState(prompt);
    return isAws(connection) ? this.#options.aws.state(connection) : { kind: 'not-needed' };
  }

  /** Tells the window of a session that was begun or renewed on the way to an answer. */
  readonly sessionChanged = async (connection: AwsConnection): Promise<void> => {
    if (this.#attempts.has(connection.id)) return;
    this.#tell(connection.id, await this.#options.aws.state(connection));
  };

  /** Makes sure that a request will not have to wait for a person. Rejects with an `AppError`. */
  readonly signInFirst = async (connection: Connection, secret: ConnectionSecret | null): Promise<void> => {
    if (isAws(connection)) await this.#options.aws.identityOf({ connection, secret }, unattended);
  };

  /** The accounts and roles of a portal, after signing in to it if need be. Rejects with an `AppError`. */
  async ssoAccounts({ connectionId, ...portal }: SsoPortal): Promise<readonly SsoAccount[]> {
    let accounts: readonly SsoAccount[] = [];
    await this.#attend(unattended, {
      connectionId,
      work: async (attendance) => {
        accounts = await this.#options.aws.accounts(portal, attendance);
      },
      stateAfter: async (end) =>
        end === 'done' ? { kind: 'signed-in', expiresAt: null } : { kind: 'signed-out' },
    });
    return accounts;
  }

  /**
   * For a chat whose session ran out: signs in again, with the browser or a code where that is needed. `renewed` means that
   * the turn may be tried once more; `cannot` that the first failure stands, for whatever reason. Never rejects.
   */
  readonly renewSession = async (
    connection: Connection,
    signal: AbortSignal,
  ): Promise<'renewed' | 'cannot'> => {
    if (!isAws(connection)) return 'cannot';
    try {
      const key = JSON.stringify([connection.id, connection.auth]);
      return await this.#renewals.join(key, signal, (shared) => this.#renew(connection, shared));
    } catch {
      return 'cannot';
    }
  };

  async #renew(connection: AwsConnection, signal: AbortSignal): Promise<'renewed' | 'cannot'> {
    const { aws, secretFor } = this.#options;
    let outcome: 'renewed' | 'cannot' = 'cannot';
    await this.#attend(signal, {
      connectionId: connection.id,
      work: async (attendance) => {
        outcome = await aws.renew({ connection, secret: await secretFor(connection) }, attendance);
      },
      stateAfter: () => aws.state(connection),
    });
    return outcome;
  }

  #tell(connectionId: ConnectionId, state: SignInState): void {
    this.#options.emit('signIn.changed', { connectionId, state });
  }

  /** Runs an errand, and tells the window of the question and of how it ended. Rejects as the work does. */
  async #attend(signal: AbortSignal, { connectionId, work, stateAfter }: Errand): Promise<void> {
    const attempt: Attempt = { abort: new AbortController(), prompt: null };
    const tell = (state: SignInState): void => {
      this.#tell(connectionId, state);
    };
    this.#attempts.set(connectionId, attempt);
    const attendance: Attendance = {
      signal: AbortSignal.any([signal, attempt.abort.signal]),
      onPrompt: (prompt) => {
        attempt.prompt = prompt;
        tell(waitingState(prompt));
      },
    };
    try {
      await work(attendance).finally(() => {
        if (this.#attempts.get(connectionId) === attempt) this.#attempts.delete(connectionId);
      });
      tell(await stateAfter('done'));
    } catch (caught) {
      tell(
        wasGivenUp(caught) ? await stateAfter('given-up') : { kind: 'failed', error: toErrorInfo(caught) },
      );
      throw caught;
    }
  }
}
