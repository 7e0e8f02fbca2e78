/**
 * Signing in to IAM Identity Center with the browser: the device authorisation of RFC 8628, as AWS speaks it. The app
 * registers itself, is given a code, shows it to the person, and asks until the person has confirmed it in the browser, not
 * more often than the server allows. https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */
import type { SSOOIDCClient, StartDeviceAuthorizationResponse } from '@aws-sdk/client-sso-oidc';
import type { Clock } from '../../../shared/clock.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseExternalUrl } from '../../../shared/externalUrl.ts';
import type { SsoSession } from './awsProfiles.ts';
import { pause } from './pause.ts';
import { exceptionName, signInFailure } from './signInFailure.ts';
import type { SsoRenewal, SsoToken } from './ssoTokenCache.ts';

/** What a person needs to confirm a sign-in. */
export interface DevicePrompt {
  /** Shown here and in the browser: the person compares the two. */
  readonly userCode: string;
  /** The page, with the code filled in where the server offers that. Always https, re-serialised. */
  readonly page: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface DeviceAuthorizationOptions {
  readonly client: SSOOIDCClient;
  readonly host: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onPrompt: (prompt: DevicePrompt) => void;
  /** Hears of whatever opens something, before it is used. */
  readonly onSecret: (value: string) => void;
}

/** An app that is known to the server. */
type Registration = Omit<SsoRenewal, 'refreshToken'>;

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628 §3.2 and §3.5: how often a server may be asked that says nothing, and by how much less once it says so. */
const usualIntervalSeconds = 5;
const slowDownSeconds = 5;
const usualLifetimeSeconds = 600;

function incomplete(host: string): AppError {
  return new AppError('provider/unexpected-reply', 'The sign-in service left out what is needed', {
    details: { host },
  });
}

async function register(session: SsoSession, options: DeviceAuthorizationOptions): Promise<Registration> {
  const { client, host, clock, signal } = options;
  const { RegisterClientCommand } = await import('@aws-sdk/client-sso-oidc');
  const command = new RegisterClientCommand({
    clientName: 'Switchyard',
    clientType: 'public',
    scopes: [...session.scopes],
    grantTypes: [deviceGrant, 'refresh_token'],
  });
  const { clientId, clientSecret, clientSecretExpiresAt } = await client.send(command, {
    abortSignal: signal,
  });
  if (clientId === undefined || clientSecret === undefined) throw incomplete(host);
  options.onSecret(clientSecret);
  const registrationExpiresAt =
    clientSecretExpiresAt === undefined ? clock.now() : clientSecretExpiresAt * 1000;
  return { clientId, clientSecret, registrationExpiresAt };
}

function promptOf(started: StartDeviceAuthorizationResponse, now: number, host: string): DevicePrompt {
  const { userCode, verificationUriComplete, verificationUri, expiresIn } = started;
  const page = parseExternalUrl(verificationUriComplete ?? verificationUri ?? '');
  if (userCode === undefined || userCode === '') throw incomplete(host);
  if (!page.ok || page.kind !== 'https') {
    throw new AppError('link/refused', 'The sign-in page is no address that may be opened');
  }
  return {
    userCode,
    page: page.href,
    host: page.host,
    expiresAt: now + (expiresIn ?? usualLifetimeSeconds) * 1000,
  };
}

/** What the answer to a question for the token means: go on asking, more slowly or not, or an error. */
function slowerBy(caught: unknown, host: string): number {
  const name = exceptionName(caught);
  if (name === 'AuthorizationPendingException') return 0;
  if (name === 'SlowDownException') return slowDownSeconds;
  if (name === 'ExpiredTokenException') throw expired();
  if (name === 'AccessDeniedException') {
    throw new AppError('sign-in/cancelled', 'The sign-in was declined in the browser');
  }
  const failure = signInFailure(caught, { host });
  // RFC 8628 §3.5: a question that got lost is asked again, after a longer pause.
  if (failure.retryable) return slowDownSeconds;
  throw failure;
}

function expired(): AppError {
  return new AppError('sign-in/expired', 'The sign-in was not confirmed in time', { retryable: true });
}

async function poll(
  { deviceCode, interval = usualIntervalSeconds }: StartDeviceAuthorizationResponse,
  { registration, expiresAt }: { registration: Registration; expiresAt: number },
  { client, host, clock, signal }: DeviceAuthorizationOptions,
): Promise<SsoToken> {
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const { clientId, clientSecret } = registration;
  const command = new CreateTokenCommand({ clientId, clientSecret, deviceCode, grantType: deviceGrant });
  for (let seconds = interval; ;) {
    await pause(clock, seconds * 1000, signal);
    if (clock.now() >= expiresAt) throw expired();
    try {
      const { accessToken, expiresIn, refreshToken } = await client.send(command, { abortSignal: signal });
      if (accessToken === undefined || expiresIn === undefined) throw incomplete(host);
      const renewal = refreshToken === undefined ? null : { ...registration, refreshToken };
      return { accessToken, expiresAt: clock.now() + expiresIn * 1000, renewal };
    } catch (caught) {
      seconds += slowerBy(caught, host);
    }
  }
}

/**
 * Signs a person in with the browser. Rejects with `sign-in/cancelled` where the person declined or the signal was aborted,
 * with `sign-in/expired` where nobody confirmed in time, with `link/refused` where the server names a page that is not https,
 * and with `provider/*` or `network/*`.
 */
export async function authorizeDevice(
  session: SsoSession,
  options: DeviceAuthorizationOptions,
): Promise<SsoToken> {
  const { client, host, clock, signal, onPrompt } = options;
  try {
    const { StartDeviceAuthorizationCommand } = await import('@aws-sdk/client-sso-oidc');
    const registration = await register(session, options);
    const { clientId, clientSecret } = registration;
    const started = await client.send(
      new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: session.startUrl }),
      { abortSignal: signal },
    );
    if (started.deviceCode !== undefined) options.onSecret(started.deviceCode);
    const prompt = promptOf(started, clock.now(), host);
    onPrompt(prompt);
    return await poll(started, { registration, expiresAt: prompt.expiresAt }, options);
  } catch (caught) {
    if (signal.aborted) throw new AppError('sign-in/cancelled', 'Signing in was given up');
    throw signInFailure(caught, { host });
  }
}
