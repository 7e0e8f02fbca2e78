/**
 * The one way in which all connections sign in to AWS. This file only joins the parts: where credentials come from
 * (CredentialSource), how long they are kept (CredentialCache), and the sessions that a person begins (SsoTokens). The
 * vendor's SDK is loaded by the first sign-in.
 */
import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Network } from '../../network/Network.ts';
import type {
  AskForCode,
  Attendance,
  AwsConnection,
  AwsOwner,
  AwsSessions,
  SessionState,
  SignIn,
} from './AwsSignIn.ts';
import { readAwsProfiles } from './awsProfiles.ts';
import type { AwsEnvironment } from './awsProfiles.ts';
import { CredentialCache } from './CredentialCache.ts';
import { CredentialSource, ssoSessionOf } from './CredentialSource.ts';
import { NetworkHttpHandler } from './NetworkHttpHandler.ts';
import { sessionNeed } from './sessionNeeds.ts';
import type { SessionNeed } from './sessionNeeds.ts';
import { givenUp, never } from '../../signIn/SharedTasks.ts';
import { SignInClients } from './SignInClients.ts';
import { listSsoAccounts } from './ssoPortal.ts';
import { SsoTokens } from './SsoTokens.ts';

export interface AwsSignInOptions {
  readonly clock: Clock;
  readonly network: Network;
  readonly askForCode: AskForCode;
  /** Opens a page in the browser. Only https gets here. */
  readonly openPage: (page: string) => Promise<void>;
  /** Hears of every token and key that is fetched, so that logs can blank it. */
  readonly onSecret?: (value: string) => void;
  readonly environment?: AwsEnvironment;
}

function bearerOf({ connection, secret }: AwsOwner): SignIn {
  if (connection.provider === 'sagemaker') {
    throw new AppError('secret/missing', 'SageMaker takes AWS credentials and no API key', {
      details: { field: 'auth' },
    });
  }
  if (secret?.apiKey === undefined) throw new AppError('secret/missing', 'The connection has no API key');
  return { authSchemePreference: ['httpBearerAuth'], token: { token: secret.apiKey } };
}

/** Makes it. Called once. */
export function createAwsSignIn(options: AwsSignInOptions): AwsSessions {
  const { clock, network, askForCode, openPage, onSecret = () => undefined } = options;
  const environment = options.environment ?? process.env;
  const clients = new SignInClients({ clock, http: new NetworkHttpHandler(network, clock), onSecret });
  const tokens = new SsoTokens({ clients, environment, openPage });
  const source = new CredentialSource({ clients, tokens, environment });
  const cache = new CredentialCache({ clients, source, askForCode });

  async function needOf({ auth }: AwsConnection): Promise<SessionNeed> {
    return sessionNeed(auth, await readAwsProfiles(environment), environment);
  }

  async function identityOf(owner: AwsOwner, signal: AbortSignal): Promise<SignIn> {
    if (signal.aborted) throw givenUp();
    const { auth } = owner.connection;
    if (auth.kind === 'api-key') return bearerOf(owner);
    await cache.get(owner, signal);
    return {
      authSchemePreference: ['sigv4'],
      credentials: () => cache.get(owner, never),
      ...(auth.kind === 'profile' && { profile: auth.profile }),
    };
  }

  async function state(connection: AwsConnection): Promise<SessionState> {
    const need = await needOf(connection);
    if (need.kind === 'browser') {
      const expiresAt = await tokens.end(need.session);
      return expiresAt === undefined ? { kind: 'signed-out' } : { kind: 'signed-in', expiresAt };
    }
    const expiresAt = cache.expiryOf(connection);
    if (expiresAt !== undefined) return { kind: 'signed-in', expiresAt };
    return need.kind === 'code' ? { kind: 'signed-out' } : { kind: 'not-needed' };
  }

  async function signIn(owner: AwsOwner, attendance: Attendance): Promise<void> {
    const need = await needOf(owner.connection);
    if (need.kind === 'browser') await tokens.signIn(need.session, attendance);
    cache.forgetAll(owner.connection.id);
    await identityOf(owner, attendance.signal);
  }

  async function renew(owner: AwsOwner, attendance: Attendance): Promise<'renewed' | 'cannot'> {
    const need = await needOf(owner.connection);
    if (need.kind === 'keys') return 'cannot';
    cache.forget(owner.connection.id);
    try {
      await identityOf(owner, attendance.signal);
      return 'renewed';
    } catch (caught) {
      const isOver = caught instanceof AppError && caught.code === 'provider/session-expired';
      if (!isOver || need.kind === 'nobody') throw caught;
      if (need.kind !== 'browser') return 'cannot';
      await tokens.signIn(need.session, attendance);
      await identityOf(owner, attendance.signal);
      return 'renewed';
    }
  }

  const accounts: AwsSessions['accounts'] = async (portal, attendance) => {
    const session = ssoSessionOf(portal, await readAwsProfiles(environment));
    const list = async (accessToken: string) =>
      listSsoAccounts(session, accessToken, { clients, signal: attendance.signal });
    try {
      return await list((await tokens.current(session, attendance.signal)).accessToken);
    } catch (caught) {
      // A token may have been revoked before its time.
      if (!(caught instanceof AppError) || caught.code !== 'provider/session-expired') throw caught;
      return list((await tokens.signIn(session, attendance)).accessToken);
    }
  };

  return {
    identityOf,
    forget: (id) => {
      cache.forget(id);
    },
    state,
    signIn,
    renew,
    accounts,
  };
}
