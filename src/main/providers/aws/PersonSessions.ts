/**
 * The sessions of the person at this machine, for all connections to AWS. This file only joins the parts: where credentials
 * come from (CredentialSource), how long they are kept (CredentialCache), and the sessions that are begun in the browser
 * (SsoTokens).
 */
import { AppError } from '../../../shared/errors.ts';
import type { ConnectionId } from '../../../shared/ids.ts';
import type { SsoAccount } from '../../../shared/signIn.ts';
import type { Attendance, AwsConnection, AwsOwner, AwsSessions, SessionState, SignIn } from './AwsSignIn.ts';
import { readAwsProfiles } from './awsProfiles.ts';
import type { AwsEnvironment } from './awsProfiles.ts';
import type { AwsSignInOptions } from './createAwsSignIn.ts';
import { CredentialCache } from './CredentialCache.ts';
import { CredentialSource, ssoSessionOf } from './CredentialSource.ts';
import { NetworkHttpHandler } from './NetworkHttpHandler.ts';
import { sessionNeed } from './sessionNeeds.ts';
import type { SessionNeed } from './sessionNeeds.ts';
import { givenUp, never } from '../../signIn/SharedTasks.ts';
import { SignInClients } from './SignInClients.ts';
import { listSsoAccounts } from './ssoPortal.ts';
import { SsoTokens } from './SsoTokens.ts';
import type { SsoToken } from './ssoTokenCache.ts';

function bearerOf({ connection, secret }: AwsOwner): SignIn {
  if (connection.provider === 'sagemaker') {
    throw new AppError('secret/missing', 'SageMaker takes AWS credentials and no API key', {
      details: { field: 'auth' },
    });
  }
  if (secret?.apiKey === undefined) throw new AppError('secret/missing', 'The connection has no API key');
  return { authSchemePreference: ['httpBearerAuth'], token: { token: secret.apiKey } };
}

export class PersonSessions implements AwsSessions {
  readonly #environment: AwsEnvironment;
  readonly #clients: SignInClients;
  readonly #tokens: SsoTokens;
  readonly #cache: CredentialCache;

  constructor({ clock, network, askForCode, openPage, ...rest }: AwsSignInOptions) {
    const { onSecret = () => undefined, onSession = () => undefined, environment = process.env } = rest;
    const clients = new SignInClients({ clock, http: new NetworkHttpHandler(network, clock), onSecret });
    const tokens = new SsoTokens({ clients, environment, openPage });
    const source = new CredentialSource({ clients, tokens, environment });
    this.#environment = environment;
    this.#clients = clients;
    this.#tokens = tokens;
    this.#cache = new CredentialCache({ clients, source, askForCode, onSession });
  }

  async identityOf(owner: AwsOwner, signal: AbortSignal): Promise<SignIn> {
    if (signal.aborted) throw givenUp();
    const { auth } = owner.connection;
    if (auth.kind === 'api-key') return bearerOf(owner);
    await this.#cache.get(owner, signal);
    return {
      authSchemePreference: ['sigv4'],
      credentials: () => this.#cache.get(owner, never),
      ...(auth.kind === 'profile' && { profile: auth.profile }),
    };
  }

  forget(id: ConnectionId): void {
    this.#cache.forget(id);
  }

  async state(connection: AwsConnection): Promise<SessionState> {
    const need = await this.#needOf(connection);
    if (need.kind === 'browser') {
      const expiresAt = await this.#tokens.end(need.session);
      return expiresAt === undefined ? { kind: 'signed-out' } : { kind: 'signed-in', expiresAt };
    }
    const expiresAt = this.#cache.expiryOf(connection);
    if (expiresAt !== undefined) return { kind: 'signed-in', expiresAt };
    return need.kind === 'code' ? { kind: 'signed-out' } : { kind: 'not-needed' };
  }

  async signIn(owner: AwsOwner, attendance: Attendance): Promise<void> {
    const need = await this.#needOf(owner.connection);
    if (need.kind === 'browser') await this.#tokens.signIn(need.session, attendance);
    this.#cache.forgetAll(owner.connection.id);
    await this.identityOf(owner, attendance.signal);
  }

  async renew(owner: AwsOwner, attendance: Attendance): Promise<'renewed' | 'cannot'> {
    const need = await this.#needOf(owner.connection);
    if (need.kind === 'keys') return 'cannot';
    this.#cache.forget(owner.connection.id);
    try {
      await this.identityOf(owner, attendance.signal);
      return 'renewed';
    } catch (caught) {
      if (!isSessionOver(caught)) throw caught;
      if (need.kind !== 'browser') return 'cannot';
      await this.#tokens.signIn(need.session, attendance);
      await this.identityOf(owner, attendance.signal);
      return 'renewed';
    }
  }

  async accounts(
    portal: { readonly startUrl: string; readonly ssoRegion: string },
    attendance: Attendance,
  ): Promise<readonly SsoAccount[]> {
    const session = ssoSessionOf(portal, await readAwsProfiles(this.#environment));
    const list = async ({ accessToken }: SsoToken): Promise<readonly SsoAccount[]> =>
      listSsoAccounts(session, accessToken, { clients: this.#clients, signal: attendance.signal });
    try {
      return await list(await this.#tokens.current(session, attendance.signal));
    } catch (caught) {
      // A token may have been revoked before its time.
      if (!isSessionOver(caught)) throw caught;
      return list(await this.#tokens.signIn(session, attendance));
    }
  }

  async #needOf({ auth }: AwsConnection): Promise<SessionNeed> {
    return sessionNeed(auth, await readAwsProfiles(this.#environment), this.#environment);
  }
}

function isSessionOver(caught: unknown): boolean {
  return caught instanceof AppError && caught.code === 'provider/session-expired';
}
